import type { ParticipationForm } from '@hoithi/shared/contract/participation-form';
import type { UnitMapHead } from '@hoithi/shared/contract/public-participation';
import { layoutTiles, placeTiles, type TileLayout, type TileUnit } from '../../../ui/participation/place-tiles.ts';

export type ParticipationScreenPage =
  | { form: 'map'; layout: TileLayout }
  | { form: 'true-map'; head: UnitMapHead }
  | { form: 'table'; rows: RankedUnit[] }
  | { form: 'race' };
export type RankedUnit = TileUnit & { rank: number | null };

const tilesPerPage = 20;
/** Names of more letters than this need wider and higher tiles. */
const longName = 30;
const [wideTilesPerPage, wideColumns] = [12, 4];
const rowsPerPage = 9;

/** What the screen turns through: every form that the cue lists, each as many pages as its units need. */
export function participationPages(
  forms: readonly ParticipationForm[],
  units: readonly TileUnit[],
  head: UnitMapHead | null,
  races: boolean,
): ParticipationScreenPage[] {
  const pages = forms.flatMap((form): ParticipationScreenPage[] => {
    if (form === 'race') return races ? [{ form }] : [];
    if (form === 'table') return tablePages(units);
    return head ? [{ form: 'true-map', head }] : mapPages(units);
  });
  return pages.length > 0 ? pages : mapPages(units);
}

function mapPages(units: readonly TileUnit[]): ParticipationScreenPage[] {
  const placed = units.filter((unit) => unit.tile !== null);
  if (placed.length > 0) return [{ form: 'map', layout: placeTiles(placed) }];
  const wide = units.some((unit) => unit.name.length > longName);
  const ordered = inPlace(units);
  return slices(ordered, wide ? wideTilesPerPage : tilesPerPage).map((own) => ({
    form: 'map',
    layout: layoutTiles(own, wide ? wideColumns : undefined),
  }));
}

/** Ranked units from the first on; units without a rate have no place in a ranking. */
function tablePages(units: readonly TileUnit[]): ParticipationScreenPage[] {
  const ranked = units
    .map((unit) => ({ ...unit, rank: 'rank' in unit ? unit.rank : null }))
    .filter((unit) => unit.rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  return ranked.length === 0 ? [] : slices(ranked, rowsPerPage).map((rows) => ({ form: 'table', rows }));
}

/** By the unit above, then by name, so that a unit is found at the same place each time. */
function inPlace(units: readonly TileUnit[]): TileUnit[] {
  const names = new Intl.Collator('vi', { numeric: true });
  return [...units].sort(
    (a, b) => names.compare(a.parentCode ?? '', b.parentCode ?? '') || names.compare(a.name, b.name),
  );
}

const slices = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.max(1, Math.ceil(items.length / size)) }, (_, i) => items.slice(i * size, (i + 1) * size));
