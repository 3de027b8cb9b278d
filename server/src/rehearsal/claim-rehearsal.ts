import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import type { RehearsalTaken } from '@hoithi/shared/contract/rehearsal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { isHeading } from '@hoithi/shared/contract/unit-level';
import type { App } from '../app-parts.ts';
import { newToken } from '../web/sessions-sql.ts';
import { insertCrowd, type SimulatedMember } from './rehearsal-crowd-sql.ts';
import { setEndsBy, takeKey } from './rehearsals-sql.ts';
import { crowdTimeMs } from './start-rehearsal.ts';

/**
 * Hands a crowd what it needs, once: a token of its own and a session for each simulated person, made here and now.
 *
 * Refuses  not_found: a key that is unknown, used or too late; nothing tells which.
 * Source   SPEC Y4.
 */
export async function claimRehearsal(
  app: App,
  key: string,
  proxies: { trusted: number; seen: number },
): Promise<Result<RehearsalTaken>> {
  const nowMs = app.clock.nowMs();
  const token = newToken();
  const row = await takeKey(app.db, key, { token, atMs: nowMs, proxies });
  if (!row) return refuse({ code: 'not_found', what: 'rehearsal' });
  const contest = app.contests.byId(row.contest_id) ?? (await app.contests.load(row.contest_id));
  const round = contest?.rounds[0];
  assert(contest && round, 'a rehearsal that runs has its contest');

  const units = [...contest.units.units.values()].filter((unit) => !isHeading(unit.level));
  const members = Array.from(
    { length: row.workload.people },
    (_, at): SimulatedMember => ({
      personId: randomUUID(),
      contestantId: randomUUID(),
      name: `Người diễn tập ${at + 1}`,
      unitCode: units[at % Math.max(1, units.length)]?.code ?? null,
      token: newToken(),
    }),
  );
  const endsByMs = nowMs + crowdTimeMs(row.workload);
  await app.db.transaction(async (tx) => {
    const audience = contest.rules.eligibility.audiences[0] ?? null;
    await insertCrowd(tx, { contestId: contest.contestId, audience }, members, { nowMs, sessionsEndMs: endsByMs });
    await setEndsBy(tx, row.id, endsByMs);
  });
  const { questions, time } = contest.rules;
  return accept({
    token,
    slug: contest.slug,
    roundId: round.roundId,
    workload: row.workload,
    attempt: { questions: questions.count, seconds: time.attemptSeconds, questionSeconds: time.questionSeconds },
    sessions: members.map((member) => member.token),
  });
}
