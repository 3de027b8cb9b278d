import type { RulesPreview, UnitSet } from '@hoithi/shared/contract/organizer';
import type { Preset } from '@hoithi/shared/rules/presets/preset';
import { vietnamDayOf } from '@hoithi/shared/rules/vietnam-time';
import { readUnitFile } from './read-content.ts';
import { existsOn } from './unit-tree.ts';

/** The units that come with the program for a plan's province, with the days on which they are in force. SPEC U7c. */
export async function readUnitSet(preset: Preset, { rules }: RulesPreview, nowMs: number): Promise<UnitSet> {
  const { province, units, validFrom, validTo } = await readUnitFile(preset.province);
  const opensAt = rules?.rounds[0]?.opensAt;
  const day = vietnamDayOf(opensAt === undefined ? nowMs : Date.parse(opensAt));
  return {
    province: province.name,
    units: units.length,
    validFrom,
    validTo,
    inForce: existsOn({ validFrom, validTo }, day),
  };
}
