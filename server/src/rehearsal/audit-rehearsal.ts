import type { RehearsalAudit } from '@hoithi/shared/contract/rehearsal';
import { countedEntry } from '@hoithi/shared/rules/counted';
import { rankKeyOf } from '@hoithi/shared/rules/rank-key';
import { scoreAttempt } from '@hoithi/shared/rules/score';
import type { App } from '../app-parts.ts';
import { readAnswers } from '../attempt/answers-sql.ts';
import { forEachPersonsEntries } from '../attempt/person-entries-sql.ts';
import { readSubmissions } from '../attempt/submissions-sql.ts';
import type { CachedContest } from '../contest/contests.ts';
import { boardOf } from '../live/rank-contestants.ts';
import { countClaims, countDoubled, readAttemptPage } from './rehearsal-crowd-sql.ts';

const pageSize = 500;

/**
 * Compares the ledger with what the crowd received: every acknowledged answer is there, once; every submission has the
 * points of its answers; and the ranking is that of the ledger.
 *
 * Source   SPEC Y5.
 */
export async function auditRehearsal(
  app: Pick<App, 'db' | 'rankings'>,
  rehearsalId: string,
  contest: CachedContest,
  yieldIfDue: () => Promise<void>,
): Promise<RehearsalAudit> {
  const roundId = contest.rounds[0]?.roundId ?? '';
  const claims = await countClaims(app.db, rehearsalId);
  return {
    ...claims,
    doubled: await countDoubled(app.db, roundId),
    ...(await checkPoints(app, contest, roundId, yieldIfDue)),
    rankingWrong: await checkRanking(app, contest, roundId),
  };
}

async function checkPoints(
  app: Pick<App, 'db'>,
  contest: CachedContest,
  roundId: string,
  yieldIfDue: () => Promise<void>,
): Promise<{ submissions: number; pointsWrong: number }> {
  const found = { submissions: 0, pointsWrong: 0 };
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const attempts = await readAttemptPage(app.db, roundId, after, pageSize);
    const last = attempts.at(-1);
    if (!last) return found;
    after = last.id;
    await yieldIfDue();
    const ids = attempts.map(({ id }) => id);
    const chosen = new Map<string, Map<string, string[]>>(ids.map((id) => [id, new Map()]));
    for (const answer of await readAnswers(app.db, ids))
      chosen.get(answer.attempt_id)?.set(answer.question_id, answer.option_ids);
    const submitted = new Map((await readSubmissions(app.db, ids)).map((row) => [row.attempt_id, row]));
    for (const attempt of attempts) {
      const row = submitted.get(attempt.id);
      if (!row) continue;
      found.submissions++;
      const key = attempt.question_ids.map((questionId) => ({
        questionId,
        right: contest.bank.get(questionId)?.right ?? [],
      }));
      const score = scoreAttempt(key, chosen.get(attempt.id) ?? new Map(), contest.rules.points);
      if (row.points !== score.points || row.answered !== score.answered) found.pointsWrong++;
    }
  }
}

/** Every person's key and place, by the ledger and in the ranking. */
async function checkRanking(
  app: Pick<App, 'db' | 'rankings'>,
  contest: CachedContest,
  roundId: string,
): Promise<number> {
  const { rules } = contest;
  const expected = new Map<string, number>();
  await forEachPersonsEntries(app.db, roundId, (entries) => {
    const counted = countedEntry(entries, rules);
    if (counted)
      expected.set(counted.contestantId, rankKeyOf(counted.points, counted.elapsedMs, rules.time.resolution));
  });
  const ahead = [...expected.values()].sort((a, b) => b - a);
  const placeOf = new Map<number, number>();
  for (const [at, key] of ahead.entries()) if (!placeOf.has(key)) placeOf.set(key, at + 1);

  const ranked = await app.rankings.top(boardOf(roundId), expected.size + pageSize);
  let wrong = 0;
  const seen = new Set<string>();
  for (const { who, key, rank } of ranked) {
    seen.add(who);
    const own = expected.get(who);
    if (own === undefined || own !== key || placeOf.get(own) !== rank) wrong++;
  }
  for (const who of expected.keys()) if (!seen.has(who)) wrong++;
  return wrong;
}
