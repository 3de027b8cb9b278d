import { z } from 'zod';
import { UnitCode } from './ids.ts';
import { limits } from './limits.ts';
import type { ExcludedRole } from './refusal.ts';
import { line } from './text.ts';

/** Every act on a person's data says why. */
const reason = line(3, 300);

/** POST …/people/find: by part of a name or a whole number, and by unit. It is posted, since addresses are logged by proxies. SPEC O6. */
export const FindPeople = z.object({
  q: z.string().max(80).default(''),
  unit: UnitCode.nullable().default(null),
  page: z.int().min(0).max(10_000).default(0),
});
export type FindPeople = z.output<typeof FindPeople>;

export type ListedPerson = {
  contestantId: string;
  name: string;
  unitCode: string | null;
  unitName: string | null;
  phoneMasked: string | null;
  registeredAtMs: number;
  attempts: number;
  submitted: number;
  excludedAs: ExcludedRole | null;
};
export type PeoplePage = { total: number; pageSize: number; people: ListedPerson[] };

/** POST …/people/:contestantId/correct: what is null stays. SPEC O7. */
export const CorrectPerson = z
  .object({
    name: line(2, limits.nameLengthMax).nullable().default(null),
    unitCode: UnitCode.nullable().default(null),
    reason,
  })
  .refine(({ name, unitCode }) => name !== null || unitCode !== null, 'nothing is corrected');
export type CorrectPerson = z.output<typeof CorrectPerson>;
