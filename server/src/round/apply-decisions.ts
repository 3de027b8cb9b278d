import { Decisions, type MadeDecision } from '@hoithi/shared/rulebook/judge/decide';
import { partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { askedOfPeople } from '@hoithi/shared/rulebook/judge/rests-on';
import { appendAttemptVoid } from '../attempt/attempt-voids-sql.ts';
import { type CachedContest, type CachedRound, heldRounds } from '../contest/contests.ts';
import type { Queries } from '../platform/db/database.ts';
import { questionsOf } from './compute-standings.ts';
import { type MarkRow, readDecidedAttempts, saveMarks } from './decisions-sql.ts';
import { decidedAbout, type LedgerAttempt, readFactsOfRound } from './ledger-facts-sql.ts';

type Contest = Pick<CachedContest, 'bank' | 'contestId' | 'rulebook' | 'rounds' | 'units'>;

/**
 * Writes what decisions make of a round's attempts where every count reads it: which are voided, and their marks. With the
 * standing that rests on them, so that figures and places agree. Answers whose counts have changed.
 *
 * Source  SPEC F14, A13.
 */
export async function applyDecisions(
  tx: Queries,
  contest: Contest,
  round: CachedRound,
  decisions: readonly MadeDecision[],
  { actor, atMs }: { actor: string; atMs: number },
): Promise<string[]> {
  const changed = await syncVoids(tx, round, decisions, { actor, atMs });
  return [...changed, ...(await syncMarks(tx, contest, round, decisions))];
}

async function syncVoids(
  tx: Queries,
  { roundId }: CachedRound,
  decisions: readonly MadeDecision[],
  by: { actor: string; atMs: number },
): Promise<string[]> {
  const attemptIds = decisions.flatMap((each) => ('attemptId' in each ? [each.attemptId] : []));
  const personIds = decisions.flatMap((each) => ('personId' in each ? [each.personId] : []));
  if (attemptIds.length + personIds.length === 0) return [];
  const decided = new Decisions(decisions);
  const changed: string[] = [];
  for (const attempt of await readDecidedAttempts(tx, roundId, attemptIds, personIds)) {
    const voided = decided.isVoid(attempt.id, attempt.contestant_id, attempt.voided);
    if (voided === attempt.voided) continue;
    const decision = decisions.findLast(
      (each) =>
        ('attemptId' in each && each.attemptId === attempt.id) ||
        ('personId' in each && each.personId === attempt.contestant_id),
    );
    await appendAttemptVoid(tx, {
      ...{ attempt_id: attempt.id, seq: attempt.seq + 1, voided, at_ms: by.atMs, actor: by.actor },
      ...{ reason: `decision ${decision?.no ?? ''}`, decision_no: decision?.no ?? null },
    });
    changed.push(attempt.contestant_id);
  }
  return changed;
}

async function syncMarks(
  tx: Queries,
  contest: Contest,
  round: CachedRound,
  decisions: readonly MadeDecision[],
): Promise<string[]> {
  const changed: string[] = [];
  for await (const marks of computeMarks(tx, contest, round, decisions)) {
    changed.push(...marks.map(({ personId }) => personId));
    if (marks.length > 0)
      await saveMarks(
        tx,
        marks.map(({ mark }) => mark),
      );
  }
  return changed;
}

/** What decisions make of a round's attempts, in pages; of an attempt that none of them is about, nothing. SPEC F14. */
export async function* computeMarks(
  db: Queries,
  contest: Contest,
  { roundId, ordinal }: CachedRound,
  decisions: readonly MadeDecision[],
): AsyncGenerator<{ personId: string; mark: MarkRow }[]> {
  const round = heldRounds(contest.rulebook, contest.rounds)[ordinal - 1];
  const quiz = round && partOf(round, 'quiz');
  const about = decidedAbout(decisions);
  if (!quiz || (about.questions.length === 0 && about.fromMs === null)) return;
  const decided = new Decisions(decisions);
  const questions = questionsOf(contest, about.questions);
  const read = { roundId, name: round.id, quiz };
  const asked = { ...askedOfPeople(contest.rulebook), unitOf: (code: string) => code, listsOf: () => [] };
  for await (const page of readFactsOfRound(db, read, asked, about))
    yield page.attempts.flatMap((attempt) => {
      const sat = (attempt.corrected ?? []).map((each) => ({ ...each, ...questions.get(each.questionId)! }));
      const own = { ...attempt, sat };
      const anew = decided.apply(own, quiz.points);
      return anew === own ? [] : [{ personId: attempt.personId, mark: markOf(anew) }];
    });
}

const markOf = (attempt: LedgerAttempt): MarkRow => ({
  attempt_id: attempt.attemptId,
  points: attempt.points,
  points_max: attempt.pointsMax,
  right_count: attempt.right,
  answered: attempt.right + attempt.wrong,
  question_count: attempt.right + attempt.wrong + attempt.blank,
  right_by_level: { ...attempt.rightByLevel },
  elapsed_ms: attempt.elapsedMs,
  last_change_ms: attempt.elapsedToLastChangeMs,
});
