import { strict as assert } from 'node:assert';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import { readOpenAttemptsOfRound } from '../attempt/attempts-sql.ts';
import { isCalm } from '../attempt/first-arrivals.ts';
import { submitDueAttempt } from '../attempt/submit-attempt.ts';
import { stillAwaits } from '../committee/awaited.ts';
import type { CachedContest, CachedRound } from '../contest/contests.ts';
import { appendRoundEvent, lockRound } from '../contest/round-events-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { createYielder } from '../platform/jobs/background-jobs.ts';
import { applyDecisions } from './apply-decisions.ts';
import { computeStandings, roundsFirst } from './compute-standings.ts';
import { madeDecisions, readDecisions } from './decisions-sql.ts';
import { judgeAside } from './judge-aside.ts';
import { insertSettledBasis, insertStanding } from './standings-sql.ts';

type Deps = Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'submissions'> & Parameters<typeof submitDueAttempt>[0];

/** How long after the close and the grace a process may still be committing what arrived in time. */
export const settleAfterMs = 1_500;

/**
 * Submits the open attempts of a closed round and computes its standings, numbered and immutable. An attempt that starts
 * meanwhile waits for the round's lock and finds the round settled. false: not yet, or another process did it.
 * SPEC A8, F2, F3.
 */
export async function settleRound(app: Deps, cachedContest: CachedContest, cachedRound: CachedRound): Promise<boolean> {
  if (!isDue(app, cachedContest, cachedRound)) return false;
  if (await stillAwaits(app.db, cachedContest, cachedRound, app.clock.nowMs())) return false;
  // What is cached may be old: this process was paused, or missed that the close was extended. [N13]
  const contest = await app.contests.load(cachedRound.contestId);
  const round = contest?.rounds.find((each) => each.roundId === cachedRound.roundId);
  if (!contest || !round || !isDue(app, contest, round)) return false;
  if (roundsFirst(contest, round).some((each) => !each.settled)) return false; // whose turn it is, does not hang on who is quicker
  if (!(await submitOpenAttempts(app, round))) return false;
  // Not in the turn of the background jobs: a report, or a log that is only being begun, would delay every result.
  const how = { nowMs: app.clock.nowMs(), judge: judgeAside, yieldIfDue: createYielder() };
  const { computed, basis } = await computeStandings(app.db, contest, round, how);
  const [first] = computed;
  assert(first, 'a round settles at least its counts');
  const done = await app.db.transaction(async (tx) => {
    await lockRound(tx, round.roundId);
    if ((await readOpenAttemptsOfRound(tx, round.roundId, 1)).length > 0) return false; // one was started meanwhile: the next run submits it
    const event = { kind: 'settled' as const, detail: { standingVersion: first.standing.version } };
    const atMs = app.clock.nowMs();
    if (!(await appendRoundEvent(tx, round.roundId, round.seq, event, atMs, 'timetable'))) return false;
    await insertSettledBasis(tx, round.roundId, first.standing.version, basis);
    for (const { standing, rows } of computed) {
      if (!(await insertStanding(tx, round.roundId, standing, rows))) return false;
    }
    const decisions = madeDecisions(await readDecisions(tx, round.contestId, first.standing.decided_no));
    await applyDecisions(tx, contest, round, decisions, { actor: 'timetable', atMs });
    await writeAudit(tx, {
      contestId: round.contestId,
      atMs,
      actor: 'timetable',
      act: 'round:settled',
      object: `round ${round.ordinal}`,
      detail: {
        ...event.detail,
        roundPersons: first.standing.round_persons,
        toDecide: computed.reduce((sum, { standing }) => sum + standing.to_decide, 0),
        toDraw: computed.reduce((sum, { standing }) => sum + standing.to_draw, 0),
      },
    });
    return true;
  });
  await app.contests.load(round.contestId);
  if (done) app.bus.publish('round:changed', { contestId: round.contestId, roundId: round.roundId });
  return done;
}

function isDue(app: Pick<App, 'clock' | 'db'>, contest: CachedContest, round: CachedRound): boolean {
  const nowMs = app.clock.nowMs();
  const { graceMs } = contest.settings(contest.rulesVersion, round.ordinal).round.time;
  const dueAtMs = round.closesAtMs + graceMs + settleAfterMs;
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
