import type { RehearsalAudit } from '@hoithi/shared/contract/rehearsal';
import { partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { markAttempt } from '@hoithi/shared/rulebook/judge/mark-attempt';
import type { Given } from '@hoithi/shared/rules/questions/read-given';
import type { App } from '../app-parts.ts';
import { givenOf, readAnswers } from '../attempt/answers-sql.ts';
import { readSubmissions } from '../attempt/submissions-sql.ts';
import type { CachedContest } from '../contest/contests.ts';
import { boardOf, readKeys } from '../live/rank-contestants.ts';
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
    const chosen = new Map<string, Map<string, Given>>(ids.map((id) => [id, new Map()]));
    for (const answer of await readAnswers(app.db, ids))
      chosen.get(answer.attempt_id)?.set(answer.question_id, givenOf(answer));
    const submitted = new Map((await readSubmissions(app.db, ids)).map((row) => [row.attempt_id, row]));
    for (const attempt of attempts) {
      const row = submitted.get(attempt.id);
      if (!row) continue;
      found.submissions++;
      const key = attempt.question_ids.flatMap((questionId) => {
        const item = contest.bank.get(questionId);
        return item ? [{ questionId, item, level: item.level }] : [];
      });
      const quiz = partOf(contest.settings(contest.rulesVersion, 1).round, 'quiz');
      const score = quiz && markAttempt(key, chosen.get(attempt.id) ?? new Map(), quiz.points);
      if (row.points !== score?.points || row.answered !== score.right + score.wrong) found.pointsWrong++;
    }
  }
}

/** Every person's key and place, by the ledger and in the ranking. */
async function checkRanking(
  app: Pick<App, 'db' | 'rankings'>,
  contest: CachedContest,
  roundId: string,
): Promise<number> {
  const ordinal = contest.rounds.find((round) => round.roundId === roundId)?.ordinal ?? 1;
  const expected = await readKeys(app.db, roundId, contest.settings(contest.rulesVersion, ordinal).round);
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
