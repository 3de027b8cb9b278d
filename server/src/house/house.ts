import type { LocalText } from '@hoithi/shared/contract/text';
import type { Logger } from 'pino';
import type { Board } from '../board/board.ts';
import type { UnitQualities } from '../board/unit-qualities.ts';
import type { UnitRosters } from '../board/unit-rosters.ts';
import type { UnitTrends } from '../board/unit-trends.ts';
import type { Bus } from '../bus/bus.ts';
import type { Clock } from '../clock/clock.ts';
import type { MessageGateway } from '../gateway/message-gateway.ts';
import type { AnswerCommit, AnswerToKeep } from '../ledger/answers.ts';
import type { AttemptRow } from '../ledger/attempts.ts';
import type { Batch } from '../ledger/batch.ts';
import type { Database } from '../ledger/database.ts';
import type { ShowAnswerRow } from '../ledger/show-answers.ts';
import type { SeatToKeep } from '../ledger/show-seats.ts';
import type { SubmissionRow } from '../ledger/submissions.ts';
import type { Counters } from '../rankings/counters.ts';
import type { Rankings } from '../rankings/rankings.ts';
import type { Health } from '../vitals/health.ts';
import type { Outages } from '../vitals/outages.ts';
import type { Pulses } from '../vitals/pulses.ts';
import type { Vitals } from '../vitals/vitals.ts';
import type { Admission } from './admission.ts';
import type { BackgroundLane } from './background-lane.ts';
import type { Contests } from './contests.ts';
import type { FirstArrivals } from './first-arrivals.ts';
import type { HttpSeats } from './http-seats.ts';
import type { MessageBudget } from './message-budget.ts';
import type { OpenAttempts } from './open-attempts.ts';
import type { PublicFigures } from './public-figures.ts';
import type { Runs } from './runs.ts';
import type { AttemptToSubmit } from './submit-batch.ts';

/** Everything an action may reach. Put together once, in open-house.ts. */
export type House = {
  clock: Clock;
  db: Database;
  rankings: Rankings;
  counters: Counters;
  gateway: MessageGateway;
  bus: Bus;
  log: Logger;
  contests: Contests;
  attempts: OpenAttempts;
  board: Board;
  trends: UnitTrends;
  qualities: UnitQualities;
  rosters: UnitRosters;
  publicFigures: PublicFigures;
  runs: Runs;
  /** The waiting room before a start. */
  admission: Admission;
  /** Slow reads, one at a time. */
  background: BackgroundLane;
  /** When messages came that no store could keep. */
  firstArrivals: FirstArrivals;
  /** Attempts sat over HTTP. */
  httpSeats: HttpSeats;
  messageBudget: MessageBudget;
  vitals: Vitals;
  health: Health;
  pulses: Pulses;
  outages: Outages;
  starts: Batch<AttemptRow, boolean>;
  answers: Batch<AnswerToKeep, AnswerCommit>;
  submissions: Batch<AttemptToSubmit, SubmissionRow>;
  /** Answers whether each was kept. */
  showAnswers: Batch<ShowAnswerRow, boolean>;
  /** Answers the place in the order of joining; null: not kept. */
  seats: Batch<SeatToKeep, number | null>;
  /** Titles of the bank's topics, for the printed rules. */
  topicTitles: ReadonlyMap<string, LocalText>;
  /** Where published results are written as static files. */
  publishedDir: string;
  /** The address people type, for codes on the screen; null: the one they came by. */
  publicUrl: string | null;
  /** Addresses of this machine at which phones reach the house; none where it listens to this machine alone. */
  lanAddresses: () => string[];
  /** Where the house is reached from outside, as far as it knows: the address people type, else its own port. */
  ownAddress: () => string;
};
