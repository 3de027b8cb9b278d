import { countedEntry } from '@hoithi/shared/rules/counted';
import type { Entry } from '@hoithi/shared/rules/entry';
import { type Placed, rankInSteps } from '@hoithi/shared/rules/ladder';
import { predictionTarget } from '@hoithi/shared/rules/prediction';
import { type Award, awardPrizes } from '@hoithi/shared/rules/prizes';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import { readOpenAttemptsOfRound } from '../attempt/attempts-sql.ts';
import { isCalm } from '../attempt/first-arrivals.ts';
import { forEachPersonsEntries } from '../attempt/person-entries-sql.ts';
import { submitDueAttempt } from '../attempt/submit-attempt.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { appendRoundEvent, lockRound } from '../contest/round-events-sql.ts';
import { countAsOfRound } from '../live/counts-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import {
  insertStanding,
  type RankedRow,
  readLatestStanding,
  readPrizesWon,
  type StandingRow,
} from './standings-sql.ts';

type Deps = Pick<App, 'background' | 'bus' | 'clock' | 'contests' | 'db' | 'submissions'> &
  Parameters<typeof submitDueAttempt>[0];

/** How long after the close and the grace a process may still be committing what arrived in time. */
export const settleAfterMs = 1_500;

/**
 * Submits the open attempts of a closed round and computes its standing, numbered and immutable. An attempt that starts
 * meanwhile waits for the round's lock and finds the round settled. false: not yet, or another process did it.
 * SPEC A8, F2, F3.
 */
export async function settleRound(app: Deps, cachedContest: CachedContest, cachedRound: CachedRound): Promise<boolean> {
  if (!isDue(app, cachedContest, cachedRound)) return false;
  // What is cached may be old: this process was paused, or missed that the close was extended. [N13]
  const contest = await app.contests.load(cachedRound.contestId);
  const round = contest?.rounds.find((each) => each.roundId === cachedRound.roundId);
  if (!contest || !round || !isDue(app, contest, round)) return false;
  if (!(await submitOpenAttempts(app, round))) return false;
  const computed = await app.background.run((yieldIfDue) => computeStanding(app, contest, round, yieldIfDue));
  const done = await app.db.transaction(async (tx) => {
    await lockRound(tx, round.roundId);
    if ((await readOpenAttemptsOfRound(tx, round.roundId, 1)).length > 0) return false; // one was started meanwhile: the next run submits it
    const event = { kind: 'settled' as const, detail: { standingVersion: computed.standing.version } };
    const atMs = app.clock.nowMs();
    if (!(await appendRoundEvent(tx, round.roundId, round.seq, event, atMs, 'timetable'))) return false;
    if (!(await insertStanding(tx, round.roundId, computed.standing, computed.rows))) return false;
    await writeAudit(tx, {
      contestId: round.contestId,
      atMs,
      actor: 'timetable',
      act: 'round:settled',
      object: `round ${round.ordinal}`,
      detail: { ...event.detail, roundPersons: computed.standing.round_persons, toDecide: computed.standing.to_decide },
    });
    return true;
  });
  await app.contests.load(round.contestId);
  if (done) app.bus.publish('round:changed', { contestId: round.contestId, roundId: round.roundId });
  return done;
}

function isDue(app: Pick<App, 'clock' | 'db'>, contest: CachedContest, round: CachedRound): boolean {
  const nowMs = app.clock.nowMs();
  const dueAtMs = round.closesAtMs + contest.rules.time.graceMs + settleAfterMs;
  return !round.settled && roundPhase(round, nowMs) === 'closed' && nowMs >= dueAtMs && isCalm(app);
}

async function submitOpenAttempts(app: Deps, round: CachedRound): Promise<boolean> {
  const pageSize = 500;
  for (let page = 0; page < 1_000; page++) {
    const open = await readOpenAttemptsOfRound(app.db, round.roundId, pageSize);
    if (open.length === 0) break;
    await Promise.all(open.map(({ id }) => submitDueAttempt(app, id)));
  }
  await app.submissions.idle();
  return (await readOpenAttemptsOfRound(app.db, round.roundId, 1)).length === 0;
}

/** The whole ladder over every person's counted entry, yielding to other work. SPEC L1-L6, P5, A12, W10. */
export async function computeStanding(
  app: Pick<App, 'clock'> & { db: Queries },
  contest: Pick<CachedContest, 'contestId' | 'rules' | 'rulesVersion'>,
  round: Pick<CachedRound, 'roundId' | 'ordinal'>,
  yieldIfDue: () => Promise<void> = async () => undefined,
): Promise<{ standing: StandingRow; rows: RankedRow[]; placed: Placed[]; awards: Award[] }> {
  const { rules } = contest;
  const nowMs = app.clock.nowMs();
  const counted: Entry[] = [];
  const count = (entries: Entry[]): void => {
    const own = countedEntry(entries, rules);
    if (own) counted.push(own);
  };
  await forEachPersonsEntries(app.db, round.roundId, count, yieldIfDue);
  const counts = await countAsOfRound(app.db, contest.contestId, round.ordinal);
  const target =
    rules.prediction === null
      ? null
      : predictionTarget(rules.prediction.kind, {
          allCorrectPersons: counts.allCorrectPersons,
          roundPersons: counts.roundPersons,
          attempts: counts.attempts,
        });
  const placed = await takeSteps(rankInSteps(counted, rules, target), yieldIfDue);
  const wonBefore =
    rules.caps.perPersonMax === null ? new Map() : await readPrizesWon(app.db, contest.contestId, round.ordinal, nowMs);
  const awards = awardPrizes(placed, rules, { participants: counts.roundPersons, wonBefore });
  const latest = await readLatestStanding(app.db, round.roundId);
  return {
    placed,
    awards,
    standing: {
      version: (latest?.version ?? 0) + 1,
      rules_version: contest.rulesVersion,
      computed_at_ms: nowMs,
      prediction_target: target,
      attempts: counts.attempts,
      round_persons: counts.roundPersons,
      all_correct_persons: counts.allCorrectPersons,
      to_decide: awards.filter((award) => award.toDecide).length,
    },
    rows: await rowsOf(placed, awards, yieldIfDue),
  };
}

/** Takes the steps of a long rule one by one, yielding between two. */
async function takeSteps<T>(steps: Generator<void, T>, yieldIfDue: () => Promise<void>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await yieldIfDue();
  }
}

async function rowsOf(
  placed: readonly Placed[],
  awards: readonly Award[],
  yieldIfDue: () => Promise<void>,
): Promise<RankedRow[]> {
  const rows: RankedRow[] = [];
  for (const [at, place] of placed.entries()) {
    rows.push(rowOf(place, awards[at]));
    if (at % 1_000 === 0) await yieldIfDue();
  }
  return rows;
}

const rowOf = (place: Placed, award: Award | undefined): RankedRow => ({
  contestant_id: place.entry.contestantId,
  attempt_id: place.entry.attemptId,
  rank: place.rank,
  points: place.entry.points,
  right_count: place.entry.right,
  elapsed_ms: place.entry.elapsedMs,
  submitted_at_ms: place.entry.submittedAtMs,
  prediction: place.entry.prediction,
  prediction_error: place.predictionError,
  ahead_decided_by: place.aheadDecidedBy,
  behind_decided_by: place.behindDecidedBy,
  prize: award?.prize ?? null,
  amount_vnd: award?.amountVnd ?? null,
  to_decide: award?.toDecide ?? false,
});
