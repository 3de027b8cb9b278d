import type { PresetId } from '../../contract/organizer.ts';
import { haGiangDean062024 } from './ha-giang-dean06-2024.ts';
import { haTinhCds2023 } from './ha-tinh-cds-2023.ts';
import { hueS2023, hueS2024 } from './hue-s.ts';
import type { Preset } from './preset.ts';

const presets: Record<PresetId, Preset> = {
  'ha-tinh-cds-2023': haTinhCds2023,
  'hue-s-2024': hueS2024,
  'ha-giang-dean06-2024': haGiangDean062024,
  'hue-s-2023': hueS2023,
};

/** The plan behind a preset's name. Source: SPEC R3. */
export function presetOf(id: PresetId): Preset {
  return presets[id];
}
