import { z } from 'zod';
import { UnitCode } from './ids.ts';
import { UnitLevel } from './sign-in.ts';
import { line } from './text.ts';

/** A province's units as content: `server/content/units/<province>.json`. Parents stand in the same file. */
export const UnitFile = z
  .object({
    province: z.object({ code: z.string(), name: line(1, 120) }),
    source: z.string(),
    note: z.string(),
    validFrom: z.iso.date().nullable(),
    validTo: z.iso.date().nullable(),
    units: z.array(
      z.object({
        code: UnitCode,
        name: line(1, 200),
        level: UnitLevel,
        parentCode: UnitCode.nullable(),
        tile: z.tuple([z.number().int(), z.number().int()]).nullable(),
      }),
    ),
  })
  .refine((file) => new Set(file.units.map((unit) => unit.code)).size === file.units.length, 'unit codes must differ')
  .refine((file) => {
    const codes = new Set(file.units.map((unit) => unit.code));
    return file.units.every((unit) => unit.parentCode === null || codes.has(unit.parentCode));
  }, 'every parent must be in the file');
export type UnitFile = z.infer<typeof UnitFile>;
