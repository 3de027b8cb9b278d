import { randomUUID } from 'node:crypto';
import type { RehearsalWorkload, StartRehearsal } from '@hoithi/shared/contract/rehearsal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { type OpenRound, partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { rehearsalRulebook } from '@hoithi/shared/rulebook/settings/rehearsal-rulebook';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import type { By } from '../contest/contest-scope.ts';
import type { CachedContest } from '../contest/contests.ts';
import { copyFrozen, insertContest, insertRounds } from '../contest/contests-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import { newToken } from '../web/sessions-sql.ts';
import { insertRehearsal, readRunningRehearsal } from './rehearsals-sql.ts';

export const waitForCrowdMs = 900_000;
/** How long a crowd may take beyond its own time, for joining late and for sending its figures. */
const afterCrowdMs = 120_000;
export const crowdTimeMs = (work: RehearsalWorkload): number => work.seconds * 1000 + afterCrowdMs;

/**
 * Makes a contest of its own for a rehearsal, with one open round, and the key for its crowd.
 *
 * Refuses  not_allowed, rehearsal_runs, round_open_beside, not_found.
 * Source   SPEC Y1, Y2.
 */
export async function startRehearsal(
  app: Pick<App, 'bus' | 'clock' | 'contests' | 'db'>,
  by: By,
  message: StartRehearsal,
): Promise<Result<{ rehearsalId: string; contestId: string; key: string }>> {
  const real = app.contests.byId(message.contestId);
  if (!real || real.rehearsal) return refuse({ code: 'not_found', what: 'contest' });
  if (await readRunningRehearsal(app.db)) return refuse({ code: 'rehearsal_runs' });
  if (isRealRoundOpen(app) && !message.besideOpenRound) return refuse({ code: 'round_open_beside' });

  const nowMs = app.clock.nowMs();
  const rehearsalId = randomUUID();
  const contestId = randomUUID();
  const key = newToken();
  const round = roundToRehearse(real, nowMs);
  if (!round) return refuse({ code: 'not_found', what: 'round' });
  const rulebook = rehearsalRulebook(
    real.rulebook,
    round,
    nowMs - 1_000,
    nowMs + waitForCrowdMs + crowdTimeMs(message.workload),
  );
  const made = await app.db
    .transaction(async (tx) => {
      const contest = {
        id: contestId,
        slug: `dien-tap-${rehearsalId.slice(0, 8)}`,
        organization_id: real.organizationId,
      };
      await insertContest(tx, { ...contest, demo: true, made_at_ms: nowMs }, rulebook, by.actor);
      await insertRounds(tx, [{ id: randomUUID(), contest_id: contestId, ordinal: 1 }]);
      await copyFrozen(tx, real.contestId, contestId);
      const rehearsal = {
        id: rehearsalId,
        contest_id: contestId,
        of_contest_id: real.contestId,
        workload: message.workload,
        crowd: message.crowd,
        beside_open_round: isRealRoundOpen(app),
        actor: by.actor,
        made_at_ms: nowMs,
        ends_by_ms: nowMs + waitForCrowdMs,
      };
      if (!(await insertRehearsal(tx, rehearsal, key))) throw new AnotherRuns();
      await writeAudit(tx, {
        contestId: real.contestId,
        atMs: nowMs,
        actor: by.actor,
        act: 'rehearsal:start',
        object: rehearsalId,
        detail: { people: message.workload.people, seconds: message.workload.seconds },
      });
    })
    .then(
      () => true,
      (fault: unknown) => {
        if (fault instanceof AnotherRuns) return false;
        throw fault;
      },
    );
  if (!made) return refuse({ code: 'rehearsal_runs' });
  await app.contests.load(contestId);
  app.bus.publish('contest:changed', { contestId });
  return accept({ rehearsalId, contestId, key });
}

/** Another rehearsal was started meanwhile: this one is rolled back. */
class AnotherRuns extends Error {}

/** Rounds of a demo do not count. */
export const isRealRoundOpen = (app: Pick<App, 'clock' | 'contests'>): boolean =>
  app.contests
    .listed()
    .some(
      (contest) => !contest.demo && contest.rounds.some((round) => roundPhase(round, app.clock.nowMs()) === 'open'),
    );

/** The round that is open or comes next, whose questions are used; the last one when all are over; null: none asks any. */
function roundToRehearse({ rounds, rulesVersion, settings }: CachedContest, nowMs: number): OpenRound | null {
  const asking = rounds
    .map((round) => ({ ...round, plan: settings(rulesVersion, round.ordinal).round }))
    .filter(({ plan }) => partOf(plan, 'quiz'));
  return (asking.find((round) => nowMs < round.closesAtMs) ?? asking.at(-1))?.plan ?? null;
}
