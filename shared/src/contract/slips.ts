import { z } from 'zod';
import { entryWays, isFirstWay } from './entry-ways.ts';
import { UnitCode } from './ids.ts';
import { limits } from './limits.ts';
import { line } from './text.ts';

/** Codes on slips, by which a contest lets in the people of a list. SPEC S20-S24. */

/** POST /api/organizer/contests/:contestId/entry-ways */
export const SetEntryWays = z.object({
  ways: z
    .array(z.enum(entryWays))
    .min(1)
    .refine((ways) => new Set(ways).size === ways.length, 'each way once')
    .refine((ways) => ways.some(isFirstWay), 'a way for the first time'),
});
export type SetEntryWays = z.infer<typeof SetEntryWays>;

/** POST /api/organizer/contests/:contestId/desk-entries. `phone`: the number that the person has taken part by; '': none. SPEC S39. */
export const AdmitAtDesk = z.object({
  name: line(2, limits.nameLengthMax),
  unitCode: UnitCode.nullable().default(null),
  phone: z.string().max(40).default(''),
  reason: line(3, 300),
});
export type AdmitAtDesk = z.infer<typeof AdmitAtDesk>;

const Pin = z.string().regex(/^\d{6}$/);

/** POST /api/contests/:slug/sign-in/slip. Without `pin` it is asked what comes next; with it the person comes in. */
export const SignInBySlip = z.object({ code: z.string().min(1).max(40), pin: Pin.nullable().default(null) });
export type SignInBySlip = z.infer<typeof SignInBySlip>;

/** What slips are made into: slips to cut and hand out, or a table. */
export const SlipFormat = z.enum(['slips', 'sheet']);
export const MakeSlipsQuery = z.object({
  /** `true`: the slips are made, and the answer is their file. Otherwise what would be made is shown. */
  write: z.string().optional(),
  /** Of rows without a unit. */
  unit: UnitCode.optional(),
  format: SlipFormat.default('slips'),
  lang: z.enum(['vi', 'en']).default('vi'),
});

/** GET /api/organizer/contests/:contestId/slips */
export const SlipsQuery = z.object({ q: z.string().max(80).default(''), unit: UnitCode.optional() });
/** POST /api/organizer/contests/:contestId/slips/:slipId/replace and /withdraw */
export const ChangeSlip = z.object({ reason: line(3, 300) });
export type ChangeSlip = z.infer<typeof ChangeSlip>;
