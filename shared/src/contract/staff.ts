import { z } from 'zod';
import { ContestId, UnitCode } from './ids.ts';

/** What a member of staff is; what each role may do stands in `rules/permissions.ts`. SPEC I2. */
export const staffRoles = [
  'organizer',
  'secretary',
  'question-writer',
  'question-reviewer',
  'judge',
  'mc',
  'moderator',
  'unit-leader',
  'inspector',
  'contact-reader',
  'operator',
] as const;
export const StaffRole = z.enum(staffRoles);
export type StaffRole = z.infer<typeof StaffRole>;

/** A role and where it holds. `contestId` null: every contest of the organization; `unitCode`: of a unit leader alone. SPEC I2. */
export const Grant = z
  .object({
    role: StaffRole,
    contestId: ContestId.nullable().default(null),
    unitCode: UnitCode.nullable().default(null),
  })
  .refine(({ role, contestId, unitCode }) => (role === 'unit-leader') === (unitCode !== null && contestId !== null), {
    path: ['unitCode'],
    message: 'a unit leader has a contest and a unit, nobody else has a unit',
  });
export type Grant = z.infer<typeof Grant>;
