import { type Place, type Problem, type ProblemCode, problem } from './problem.ts';

/** How a rulebook would say what is not executed; the clause is refused by name instead of as an unknown word. */
const clauses: readonly { code: ProblemCode; key: string; values?: readonly string[] }[] = [
  { code: 'teams-as-entrants', key: 'entrants', values: ['teams', 'classes', 'units'] },
  { code: 'public-votes', key: 'kind', values: ['votes'] },
  { code: 'head-to-head', key: 'kind', values: ['duel', 'league'] },
  { code: 'interactive-items', key: 'kind', values: ['interactive'] },
  { code: 'proportional-rewards', key: 'kind', values: ['proportional', 'pot'] },
  { code: 'bought-attempts', key: 'bought' },
  { code: 'outside-channel', key: 'channel' },
];

const depthMax = 24;

/** Clauses of the file that this model does not have, each with its place. Source: SPEC M3. */
export function findNotNow(value: unknown, place: Place = []): Problem[] {
  if (typeof value !== 'object' || value === null || place.length > depthMax) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...place, Array.isArray(value) ? Number(key) : key];
    const named = clauses.find((clause) => clause.key === key && (clause.values?.includes(String(inner)) ?? true));
    return named ? [problem(named.code, here)] : findNotNow(inner, here);
  });
}
