import type { Json } from '../../contract/json.ts';
import type { Problem } from '../read/problem.ts';
import { type ReadRulebook, readRulebook } from '../read/read-rulebook.ts';

/** A text that has no English yet reads as the Vietnamese one; what is empty is not there. Source: SPEC J5. */
export function completeTexts(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(completeTexts);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value as { [key: string]: Json }).filter(([, inner]) => inner !== '');
  const keys = fields.map(([key]) => key);
  const [[, first] = []] = fields;
  if (keys.length === 1 && keys[0] === 'vi' && typeof first === 'string') return { vi: first, en: first };
  return Object.fromEntries(fields.map(([key, inner]) => [key, completeTexts(inner)]));
}

export type ReadDraft = ReadRulebook & {
  /** What is still open: nothing stands there yet. */
  open: Problem[];
  /** What stands against what is there. */
  wrong: Problem[];
};

/** A draft as it would be announced: what is open, what is wrong, what its author should know. Source: SPEC J5. */
export function readDraft(rulebook: Json): ReadDraft {
  const complete = completeTexts(rulebook);
  const read = readRulebook(complete);
  const errors = read.problems.filter(({ severity }) => severity === 'error');
  const open = errors.filter((problem) => isOpen(problem, complete));
  return { ...read, open, wrong: errors.filter((problem) => !open.includes(problem)) };
}

const openCodes: ReadonlySet<Problem['code']> = new Set(['too-little', 'unknown-value', 'wrong-type']);

/** Nothing stands at the place, or a list that has nothing in it. */
function isOpen({ code, place }: Problem, rulebook: Json): boolean {
  if (code === 'missing') return true;
  if (!openCodes.has(code)) return false;
  const value = lookUp(rulebook, place);
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** `rounds[1].window` as steps. */
export const readPlace = (place: string): (string | number)[] =>
  [...place.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, at, key]) => (at === undefined ? (key ?? '') : Number(at)));

const lookUp = (rulebook: Json, place: string): unknown =>
  readPlace(place).reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[step] : undefined,
    rulebook,
  );

const refusedOfFiles: ReadonlySet<Problem['code']> = new Set([
  'not-json',
  'too-large',
  'unknown-version',
  'unknown-key',
  'wrong-type',
  'teams-as-entrants',
  'public-votes',
  'bought-attempts',
  'head-to-head',
  'interactive-items',
  'proportional-rewards',
  'outside-channel',
]);

/** What keeps a file from becoming a draft; a file may be incomplete, but says nothing that a rulebook cannot. Source: SPEC J2. */
export const problemsOfFile = (rulebook: Json): Problem[] => {
  const { wrong } = readDraft(rulebook);
  return wrong.filter(({ code }) => refusedOfFiles.has(code));
};
