import type { z } from 'zod';
import { Rulebook } from '../model/rulebook.ts';
import { checkAwards } from './check-awards.ts';
import { checkNames } from './check-names.ts';
import { checkBasis, checkRounds } from './check-rounds.ts';
import { checkStandings } from './check-standings.ts';
import { findNotNow } from './not-now.ts';
import { type Problem, problem } from './problem.ts';

export type ReadRulebook = { rulebook: Rulebook | null; problems: Problem[] };

/**
 * Reads a rulebook from outside: its version, clauses that are not executed, its shape, its names, then what its parts ask of
 * each other. `rulebook` is null as long as there is an error.
 *
 * Source  SPEC M2, M3.
 */
export function readRulebook(value: unknown): ReadRulebook {
  const version = (value as { version?: unknown } | null)?.version;
  if (version !== 1)
    return refused([problem('unknown-version', ['version'], { version: JSON.stringify(version) ?? '–' })]);
  const notNow = findNotNow(value);
  if (notNow.length > 0) return refused(notNow);
  const read = Rulebook.safeParse(value, { reportInput: true });
  if (!read.success) return refused(read.error.issues.flatMap(problemOf));
  const basis = [...checkNames(read.data), ...checkBasis(read.data)];
  if (hasErrors(basis)) return refused(basis); // what refers to nothing, or never opens, cannot be looked into
  const problems = [...checkRounds(read.data), ...checkStandings(read.data), ...checkAwards(read.data)];
  return hasErrors(problems) ? refused(problems) : { rulebook: read.data, problems };
}

const refused = (problems: Problem[]): ReadRulebook => ({ rulebook: null, problems });
const hasErrors = (problems: readonly Problem[]): boolean => problems.some(({ severity }) => severity === 'error');

function problemOf(issue: z.core.$ZodIssue): Problem[] {
  const place = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  switch (issue.code) {
    case 'invalid_type':
      return [problem(issue.input === undefined || issue.input === null ? 'missing' : 'wrong-type', place)];
    case 'unrecognized_keys':
      return issue.keys.map((key) => problem('unknown-key', [...place, key], { key }));
    case 'too_small':
      return [problem('too-little', place, { limit: String(issue.minimum) })];
    case 'too_big':
      return [problem('too-much', place, { limit: String(issue.maximum) })];
    case 'invalid_format':
      return [problem('wrong-format', place)];
    case 'invalid_union':
      // Of the forms that were tried, one that came past its first key says more than "none fits".
      return issue.errors.length === 1
        ? (issue.errors[0] ?? []).flatMap((inner) => problemOf(within(inner, issue.path)))
        : [problem('unknown-value', place)];
    default:
      return [problem('unknown-value', place)];
  }
}

const within = (inner: z.core.$ZodIssue, path: readonly PropertyKey[]): z.core.$ZodIssue => ({
  ...inner,
  path: [...path, ...inner.path],
});
