import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import type { ClaimedAnswer, CrowdFigures, RehearsalJudged, RehearsalTaken } from '@hoithi/shared/contract/rehearsal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { isHeading } from '@hoithi/shared/contract/unit-level';
import type { App } from '../app-parts.ts';
import { newToken } from '../web/sessions-sql.ts';
import { insertCrowd, type SimulatedMember } from './rehearsal-crowd-sql.ts';
import {
  beginEnding,
  insertClaims,
  type RehearsalRow,
  readRehearsalByToken,
  setEndsBy,
  takeKey,
  writeProgress,
} from './rehearsals-sql.ts';
import { crowdTimeMs } from './start-rehearsal.ts';

/** What the server does for a crowd: it gives sessions for a key, and receives figures by the token. SPEC Y4, Y5. */

/**
 * Gives a crowd what it needs, once for its key: a token and a session for each simulated person.
 *
 * Refuses  not_found: the key is unknown, used or too late; the code does not say which.
 * Source   SPEC Y4.
 */
export async function claimRehearsal(
  app: Pick<App, 'clock' | 'contests' | 'db'>,
  key: string,
  proxies: { trusted: number; seen: number },
): Promise<Result<RehearsalTaken>> {
  const nowMs = app.clock.nowMs();
  const token = newToken();
  const row = await takeKey(app.db, key, { token, atMs: nowMs, proxies });
  if (!row) return refuse({ code: 'not_found', what: 'rehearsal' });
  const contest = app.contests.byId(row.contest_id) ?? (await app.contests.load(row.contest_id));
  const round = contest?.rounds[0];
  assert(contest && round, 'a running rehearsal has its contest');

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
    const audience = contest.entrance.audiences[0] ?? null;
    await insertCrowd(tx, { contestId: contest.contestId, audience }, members, { nowMs, sessionsEndMs: endsByMs });
    await setEndsBy(tx, row.id, endsByMs);
  });
  const { questions, time } = contest.rules;
  return accept({
    token,
    slug: contest.slug,
    roundId: round.roundId,
    workload: row.workload,
    attempt: { questions: questions.count, seconds: time.limitSeconds, questionSeconds: time.questionSeconds },
    sessions: members.map((member) => member.token),
  });
}

async function findRunning(app: Pick<App, 'db'>, token: string): Promise<Result<RehearsalRow>> {
  const row = await readRehearsalByToken(app.db, token);
  if (!row) return refuse({ code: 'not_found', what: 'rehearsal' });
  return row.ending === null ? accept(row) : refuse({ code: 'rehearsal_over' });
}

export async function receiveProgress(
  app: Pick<App, 'db'>,
  { token, figures }: { token: string; figures: CrowdFigures },
): Promise<Result<Record<string, never>>> {
  const found = await findRunning(app, token);
  if (!found.ok) return found;
  await writeProgress(app.db, found.value.id, figures);
  return accept({});
}

export async function receiveClaims(
  app: Pick<App, 'db'>,
  { token, answers }: { token: string; answers: readonly ClaimedAnswer[] },
): Promise<Result<Record<string, never>>> {
  const found = await findRunning(app, token);
  if (!found.ok) return found;
  await insertClaims(app.db, found.value.id, answers);
  return accept({});
}

/** The crowd has ended. It sends this again until there is a report; null: not yet. */
export async function receiveEnd(
  app: Pick<App, 'db'>,
  { token, figures }: { token: string; figures: CrowdFigures },
): Promise<Result<RehearsalJudged | null>> {
  const row = await readRehearsalByToken(app.db, token);
  if (!row) return refuse({ code: 'not_found', what: 'rehearsal' });
  if (row.report) return accept({ passed: row.report.passed, checks: row.report.checks });
  if (row.ending === null) {
    await writeProgress(app.db, row.id, figures);
    await beginEnding(app.db, row.id, 'complete');
  }
  return accept(null);
}
