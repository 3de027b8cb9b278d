import type { Decision } from './bundle/said.ts';
import { fromHex, leafHash } from './bytes.ts';
import { canonical } from './canonical.ts';
import { readCheckpoint } from './notes.ts';
import { isIncluded } from './tree.ts';

/** What was decided about one submission. docs/proof.md, parts 3 and 5. */

export type SaidDecision = { no: string; place: number; at: number; reason: string; decision: Decision };
/** Of a submission's leaf: what decisions are about. */
export type Decidable = { attempt: string; person: string; questions: readonly string[] };
export type Decided = {
  is: 'voided' | 'restored' | 'excluded' | 'included' | 'rescored';
  no: string;
  place: number;
  reason: string;
};

const isText = (value: unknown): value is string => typeof value === 'string';
const words = {
  void: 'voided',
  restore: 'restored',
  exclude: 'excluded',
  include: 'included',
  key: 'rescored',
} as const;

/** null: the text is no leaf of a submission. */
export function readDecidable(leaf: string): Decidable | null {
  const said = readObject(leaf);
  if (said?.kind !== 'submission' || !isText(said.attempt) || !isText(said.person)) return null;
  const { attempt, person, questions } = said;
  return Array.isArray(questions) && questions.every(isText) ? { attempt, person, questions } : null;
}

/** null: the text is no leaf of a decision. */
export function readDecision(leaf: string, place: number): SaidDecision | null {
  const said = readObject(leaf);
  const decision = said?.decision as Decision | null | undefined;
  if (said?.v !== 1 || said.kind !== 'decision' || !isText(said.no) || typeof said.at !== 'number') return null;
  if (typeof decision !== 'object' || decision === null || !isText(decision.do) || canonical(said) !== leaf)
    return null;
  return { no: said.no, place, at: said.at, reason: isText(said.reason) ? said.reason : '', decision };
}

/** The newest decision about the attempt, about its person, and about each question of its paper; in the order of the log. */
export function decidedOn(submission: Decidable, said: readonly SaidDecision[]): Decided[] {
  const newest = new Map<string, SaidDecision>();
  for (const each of said.toSorted((one, other) => one.place - other.place)) {
    const about = subjectOf(submission, each.decision);
    if (about !== null) newest.set(about, each);
  }
  return [...newest.values()]
    .sort((one, other) => one.place - other.place)
    .map(({ no, place, reason, decision }) => ({ is: words[decision.do as keyof typeof words], no, place, reason }));
}

type Proved = { leaf: string; index: number; proof: readonly string[] };

/**
 * The same out of decisions that are proved in the log of a checkpoint whose signature has been checked; null: one is not, or the
 * leaf is no submission.
 */
export function readDecided(
  leaf: string,
  { size, checkpoint }: { size: number; checkpoint: string },
  leaves: readonly Proved[],
): Decided[] | null {
  if (leaves.length === 0) return [];
  const [submission, root] = [readDecidable(leaf), readCheckpoint(checkpoint)?.root];
  if (!submission || !root) return null;
  const said: SaidDecision[] = [];
  for (const { leaf: text, index, proof } of leaves) {
    const hashes = proof.map((each) => fromHex(each)).filter((each) => each !== null);
    const decision = readDecision(text, index);
    if (!decision || !isIncluded(leafHash(text), index, size, hashes, root)) return null;
    said.push(decision);
  }
  return decidedOn(submission, said);
}

/** null: the decision is not about it. */
function subjectOf({ attempt, person, questions }: Decidable, decision: Decision): string | null {
  switch (decision.do) {
    case 'void':
    case 'restore':
      return decision.attempt === attempt ? 'attempt' : null;
    case 'exclude':
    case 'include':
      return decision.person === person ? 'person' : null;
    case 'key':
      return questions.includes(decision.question) ? `question/${decision.question}` : null;
    default:
      return null;
  }
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
