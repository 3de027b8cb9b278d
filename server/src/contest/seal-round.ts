import { randomBytes } from 'node:crypto';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { listDrawable } from '@hoithi/shared/rulebook/judge/drawable';
import { type OpenRound, partOf } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { commitRound } from '@hoithi/shared/rules/questions/commit-round';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { App } from '../app-parts.ts';
import { insertContestBanks } from '../banks/pool-sql.ts';
import { appendLeaf } from '../log/entries-sql.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Queries } from '../platform/db/database.ts';
import type { CachedContest, CachedRound, RoundSeal } from './contests.ts';
import { insertQuestions, readQuestions, readTakesBanks, setCurrent } from './contests-sql.ts';
import { entriesOf, readFrozenQuestions } from './frozen-questions.ts';
import { checkLargeEnough, entriesOfPool, readQuestionPool } from './question-pool.ts';
import { insertSeal, lockContest } from './seals-sql.ts';

type SealApp = Pick<App, 'bus' | 'clock' | 'contests' | 'db'>;

/** So long before its opening a round is sealed by itself. */
const sealBeforeMs = 600_000;

/** Whether a round is to be sealed now: it asks questions, and opens soon or is open. A rehearsal promises nobody anything. */
export function isSealDue(contest: CachedContest, round: CachedRound, nowMs: number): boolean {
  if (round.sealed || contest.rehearsal || nowMs < sealsAtMs(round)) return false;
  return roundPhase(round, nowMs) !== 'closed' && !round.settled && asksQuestions(contest, round);
}

/**
 * Takes the newest approved versions out of the banks. Where they would be too few for the round, what the contest froze before
 * stays. Answers whether they are the newest.
 */
async function takeNewest(tx: Queries, { contestId, organizationId, rulebook }: CachedContest, round: OpenRound) {
  const takes = await readTakesBanks(tx, contestId);
  if (!takes) return true;
  const { questions } = await readQuestionPool(tx, organizationId, rulebook, takes.takesUnapproved);
  if (!checkLargeEnough(rulebook, [round], entriesOfPool(questions)).ok) return false;
  await insertQuestions(tx, contestId, questions);
  await insertContestBanks(
    tx,
    contestId,
    questions.flatMap(({ origin }) => origin?.id ?? []),
  );
  await setCurrent(
    tx,
    contestId,
    questions.map(({ id }) => id),
  );
  return true;
}

/** What its page says of a round's seal. */
export const viewSealOf = (
  contest: CachedContest,
  round: CachedRound,
): { seal: { root: string; count: number; sealedAtMs: number } | null; sealsAtMs: number | null } => ({
  seal: round.sealed && {
    ...{ root: round.sealed.root, count: round.sealed.count, sealedAtMs: round.sealed.sealedAtMs },
  },
  sealsAtMs: asksQuestions(contest, round) && !contest.rehearsal ? sealsAtMs(round) : null,
});

const asksQuestions = ({ settings, rulesVersion }: CachedContest, { ordinal }: CachedRound): boolean =>
  partOf(settings(rulesVersion, ordinal).round, 'quiz') !== undefined;

/**
 * Freezes what a round may draw and commits to it, once: whoever comes second gets the first seal. From then on the round draws
 * these versions of these questions and no others, whatever becomes of the banks.
 *
 * Refuses  round_phase: the round is over; not_found: it asks no questions.
 * Source   SPEC Q21.
 */
export async function sealRound(app: SealApp, roundId: string, actor: string): Promise<Result<RoundSeal>> {
  const found = app.contests.byRound(roundId);
  if (!found) return refuse({ code: 'not_found', what: 'round' });
  const { contest, round } = found;
  if (round.sealed) return accept(round.sealed);
  const nowMs = app.clock.nowMs();
  const phase = roundPhase(round, nowMs);
  if (phase !== 'scheduled' && phase !== 'open') return refuse({ code: 'round_phase', phase });
  if (!asksQuestions(contest, round)) return refuse({ code: 'not_found', what: 'questions' });
  await app.db.transaction(async (tx) => {
    const made = await freezeRound(tx, contest, round, { atMs: nowMs, actor });
    if (!made) return;
    const { root, count, isNewest } = made;
    const leaf = { v: 1, kind: 'questions', at: nowMs, round: round.name, count, root } as const;
    await appendLeaf(tx, contest.contestId, leaf);
    await writeAudit(tx, {
      ...{ contestId: contest.contestId, atMs: nowMs, actor, act: 'round:seal', object: `round ${round.ordinal}` },
      detail: { before: null, after: { root, questions: count }, ...(isNewest ? {} : { newestTooFew: true }) },
    });
  });
  await app.contests.load(contest.contestId);
  app.bus.publish('contest:changed', { contestId: contest.contestId });
  const sealed = app.contests.byRound(roundId)?.round.sealed;
  return sealed ? accept(sealed) : refuse({ code: 'unavailable' });
}

/** The instant at which a round is sealed by itself. Units: epoch ms. */
export const sealsAtMs = ({ opensAtMs }: Pick<CachedRound, 'opensAtMs'>): number => opensAtMs - sealBeforeMs;

/** Freezes what a round may draw and commits to it, as of an instant. null: it is sealed already. */
export async function freezeRound(
  tx: Queries,
  contest: CachedContest,
  round: CachedRound,
  { atMs, actor }: { atMs: number; actor: string },
): Promise<{ root: string; count: number; isNewest: boolean } | null> {
  await lockContest(tx, contest.contestId);
  const { round: settings } = contest.settings(contest.rulesVersion, round.ordinal);
  const isNewest = await takeNewest(tx, contest, settings);
  const frozen = (await readQuestions(tx, contest.contestId)).filter(({ is_current }) => is_current);
  const drawable = listDrawable(settings, entriesOf(frozen, readFrozenQuestions(frozen, false)));
  const questions = frozen
    .filter(({ question_id: id }) => drawable.has(id))
    .map(({ question_id: id, topic, body }) => ({ salt: randomBytes(16).toString('hex'), id, topic, body }));
  const { root, count } = commitRound(questions);
  const { roundId } = round;
  return (await insertSeal(tx, { roundId, root, atMs, actor }, questions)) ? { root, count, isNewest } : null;
}
