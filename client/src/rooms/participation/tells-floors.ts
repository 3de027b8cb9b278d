import type { ParticipationView } from '@hoithi/shared/contract/participation';
import { publicCount } from '@hoithi/shared/rules/public-count';

/**
 * Whether the units' persons are floors. A leader may be told the own unit exactly while the public hears floors; a
 * single figure that cannot be a floor shows it. Source: SPEC V3.
 */
export function tellsFloors({ coarse, units }: Pick<ParticipationView, 'coarse' | 'units'>): boolean {
  return coarse && units.every(({ persons }) => publicCount(persons, 'coarse')?.atLeast === persons);
}
