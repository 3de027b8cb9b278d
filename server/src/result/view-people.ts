import { maskName } from '@hoithi/shared/rules/mask-name';
import type { CachedContest } from '../contest/contests.ts';
import type { Enrolled } from '../people/people-sql.ts';

/** A person on the committee's page: masked, with the unit and what it is part of. */
export function viewPerson(
  { units }: Pick<CachedContest, 'units'>,
  person: Enrolled | undefined,
  isWhole = false,
): { name: string; unitName: string | null } {
  const unit = person?.unit_code ? units.unitOf(person.unit_code) : null;
  return {
    name: person ? (isWhole ? person.name : maskName(person.name)) : '',
    unitName: unit ? [unit.name, ...units.pathOf(unit.code).slice(0, 1)].join(', ') : null,
  };
}
