import type { PresetId } from '@hoithi/shared/contract/organizer';
import type { Preset } from '@hoithi/shared/rules/presets/preset';
import { presetOf } from '@hoithi/shared/rules/presets/preset-of';

/** In the order they are offered; a plan left out does not compile. */
const offered: Record<PresetId, number> = {
  'ha-tinh-cds-2023': 1,
  'hue-s-2024': 2,
  'ha-giang-dean06-2024': 3,
  'hue-s-2023': 4,
};

/** The plans a contest may start from. */
export const plans: readonly Preset[] = (Object.keys(offered) as PresetId[])
  .sort((a, b) => offered[a] - offered[b])
  .map(presetOf);

export function findPlan(id: string): Preset | null {
  return plans.find((plan) => plan.id === id) ?? null;
}
