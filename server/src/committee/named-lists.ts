import type { Rulebook } from '@hoithi/shared/rulebook/model/rulebook';
import { simpleParts } from '@hoithi/shared/rulebook/read/check-names';

/** The lists that a rulebook's populations name, each once. Source: SPEC M22. */
export const listsOf = ({ populations }: Pick<Rulebook, 'populations'>) => [
  ...new Map(
    populations
      .flatMap(({ where }) => simpleParts(where, []))
      .flatMap(({ condition }) => (condition.kind === 'roster' ? [[condition.roster, condition] as const] : [])),
  ).values(),
];
