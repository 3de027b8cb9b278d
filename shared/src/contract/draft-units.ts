import { z } from 'zod';
import { UnitsSource } from './drafts.ts';
import { UnitCode } from './ids.ts';
import { limits } from './limits.ts';
import { line } from './text.ts';
import type { UnitDraft, UnitTablePreview } from './unit-table.ts';

/** Units that a draft has of its own: taken from somewhere or from a table, then edited one by one. SPEC J20. */

const day = z.iso.date();
export const OwnUnit = z.strictObject({
  code: UnitCode,
  name: line(1, 200),
  level: line(1, limits.levelLengthMax),
  parentCode: UnitCode.nullable(),
  headcount: z.number().int().min(0).max(100_000_000).nullable(),
  headcountDate: day.nullable(),
  headcountSource: line(1, 200).nullable(),
  block: line(1, 120).nullable(),
  validFrom: day.nullable(),
  validTo: day.nullable(),
  replacedBy: z.array(UnitCode).max(20),
}) satisfies z.ZodType<UnitDraft>;

const restsOn = z.number().int().min(0);
export const TakeUnits = z.strictObject({ restsOn, from: UnitsSource });
/** `was`: the code it had; null: it is new. */
export const SaveOwnUnit = z.strictObject({ restsOn, was: UnitCode.nullable(), unit: OwnUnit });
export const RemoveOwnUnit = z.strictObject({ restsOn, code: UnitCode });

/** One unit of an announced contest. */
export const ChangeUnit = z.strictObject({
  isNew: z.boolean(),
  unit: OwnUnit,
  reason: line(limits.reasonLengthMin, limits.reasonLengthMax),
});
export type ChangeUnit = z.infer<typeof ChangeUnit>;

export type OwnUnits = { version: number; units: UnitDraft[] };
export type OwnUnitsTable = { preview: UnitTablePreview; version: number };
