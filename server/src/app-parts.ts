import type { LocalText } from '@hoithi/shared/contract/text';
import type { Logger } from 'pino';
import type { OidcSettings } from './accounts/oidc-settings.ts';
import type { AnswerCommit, AnswerToSave } from './attempt/answers-sql.ts';
import type { AttemptRow } from './attempt/attempts-sql.ts';
import type { FirstArrivals } from './attempt/first-arrivals.ts';
import type { HttpAttemptLocks } from './attempt/http-attempt-locks.ts';
import type { OpenAttempts } from './attempt/open-attempts.ts';
import type { AttemptToSubmit, SavedSubmission } from './attempt/submit-batch.ts';
import type { Contests } from './contest/contests.ts';
import type { Live } from './live/live.ts';
import type { LogKey } from './log/log-key.ts';
import type { Sequencer } from './log/sequencer.ts';
import type { PublicFigures } from './participation/public-figures.ts';
import type { UnitQualities, UnitRosters, UnitTrends } from './participation/unit-caches.ts';
import type { Bus } from './platform/bus/bus.ts';
import type { Clock } from './platform/clock/clock.ts';
import type { Batch } from './platform/db/batch.ts';
import type { Database } from './platform/db/database.ts';
import type { MessageGateway } from './platform/gateway/message-gateway.ts';
import type { BackgroundJobs } from './platform/jobs/background-jobs.ts';
import type { Admission } from './platform/limits/admission.ts';
import type { DeviceTokens } from './platform/limits/device-tokens.ts';
import type { MessageBudget } from './platform/limits/message-budget.ts';
import type { AppMetrics } from './platform/metrics/app-metrics.ts';
import type { Health } from './platform/metrics/health.ts';
import type { Heartbeats } from './platform/metrics/heartbeats.ts';
import type { Outages } from './platform/metrics/outages.ts';
import type { OwnKeys } from './platform/own-keys.ts';
import type { Rankings } from './platform/rankings/rankings.ts';
import type { SecondScorer } from './result/scorer.ts';
import type { Runs } from './show/runs.ts';
import type { ShowAnswerRow } from './show/show-answers-sql.ts';
import type { PlayerToSave } from './show/show-players-sql.ts';
import type { WaySettings } from './ways/way-settings.ts';

/** Everything an action may reach. Put together once, in app.ts. */
export type App = {
  clock: Clock;
  db: Database;
  rankings: Rankings;
  gateway: MessageGateway;
  bus: Bus;
  log: Logger;
  contests: Contests;
  attempts: OpenAttempts;
  live: Live;
  trends: UnitTrends;
  qualities: UnitQualities;
  rosters: UnitRosters;
  publicFigures: PublicFigures;
  runs: Runs;
  /** The start queue. */
  admission: Admission;
  /** Slow reads, one at a time. */
  background: BackgroundJobs;
  /** When messages came that no store could keep. */
  firstArrivals: FirstArrivals;
  /** Attempts sat over HTTP. */
  httpAttemptLocks: HttpAttemptLocks;
  messageBudget: MessageBudget;
  deviceTokens: DeviceTokens;
  metrics: AppMetrics;
  health: Health;
  heartbeats: Heartbeats;
  outages: Outages;
  starts: Batch<AttemptRow, boolean>;
  answers: Batch<AnswerToSave, AnswerCommit>;
  submissions: Batch<AttemptToSubmit, SavedSubmission>;
  /** Answers whether each was kept. */
  showAnswers: Batch<ShowAnswerRow, boolean>;
  /** Answers the place in the order of joining; null: not kept. */
  players: Batch<PlayerToSave, number | null>;
  /** Signs checkpoints and promises of the transparency log. */
  logKey: LogKey;
  /** Keys of witnesses whose signatures under checkpoints are taken. */
  logWitnesses: readonly string[];
  /** Gives the leaves of the log their places. */
  sequencer: Sequencer;
  /** Comes to a standing by code of its own; null: the server has none. */
  secondScorer: SecondScorer | null;
  /** Titles of the bank's topics, for the printed rules. */
  topicTitles: ReadonlyMap<string, LocalText>;
  /** Where published results are written as static files. */
  publishedDir: string;
  /** The address people type, for codes on the screen; null: the one they came by. */
  publicUrl: string | null;
  /** The organization's identity provider; null: there is none. */
  oidc: OidcSettings | null;
  /** Who else says who contestants are. */
  ways: WaySettings;
  ownKeys: OwnKeys;
  /** Addresses of this machine at which phones reach the server; none where it listens to this machine alone. */
  lanAddresses: () => string[];
  /** Where the server is reached from outside, as far as it knows: the address people type, else its own port. */
  ownAddress: () => string;
};
