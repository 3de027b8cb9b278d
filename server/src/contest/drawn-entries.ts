import { listDrawable } from '@hoithi/shared/rulebook/judge/drawable';
import { roundPhase } from '@hoithi/shared/rules/round';
import type { CachedContest, CachedRound } from './contests.ts';
import type { FrozenEntry } from './frozen-questions.ts';

type Frozen = Pick<CachedContest, 'bankEntries'>;

/**
 * The questions that a round draws from: those it was sealed with, and what practice takes beside them; before it is sealed, the
 * newest versions. Practice never takes another version of a sealed question.
 *
 * Source  SPEC Q3, Q21, A10a.
 */
export function entriesFor({ bankEntries }: Frozen, { sealed }: Pick<CachedRound, 'sealed'>): readonly FrozenEntry[] {
  if (!sealed) return bankEntries.filter(({ isCurrent }) => isCurrent);
  const ids = new Set(sealed.questionIds);
  const origins = new Set(bankEntries.flatMap((entry) => (ids.has(entry.questionId) ? entry.origin : [])));
  return bankEntries.filter(
    ({ questionId, isCurrent, practice, origin }) =>
      ids.has(questionId) || (isCurrent && practice && !origins.has(origin)),
  );
}

/**
 * Questions that an open or a coming round can draw in whatever version: neither they nor their key are published.
 *
 * Source  SPEC Q4.
 */
export function listStillDrawn(contest: CachedContest, nowMs: number): ReadonlySet<string> {
  const { rounds, bankEntries, settings, rulesVersion } = contest;
  const coming = rounds.filter((round) => ['scheduled', 'open'].includes(roundPhase(round, nowMs)));
  const drawn = new Set(
    coming.flatMap((round) => [
      ...listDrawable(settings(rulesVersion, round.ordinal).round, entriesFor(contest, round)),
    ]),
  );
  const origins = new Set(bankEntries.flatMap((entry) => (drawn.has(entry.questionId) ? entry.origin : [])));
  return new Set(bankEntries.flatMap(({ questionId, origin }) => (origins.has(origin) ? questionId : [])));
}

/** What somebody has seen, in whatever version. Source: SPEC M7. */
export function inEveryVersion({ bankEntries }: Frozen, seen: ReadonlySet<string>): ReadonlySet<string> {
  const origins = new Set(bankEntries.flatMap((entry) => (seen.has(entry.questionId) ? entry.origin : [])));
  return new Set(bankEntries.flatMap(({ questionId, origin }) => (origins.has(origin) ? questionId : [])));
}
