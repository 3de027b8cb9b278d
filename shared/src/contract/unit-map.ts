import type { UnitMapHead } from './public-participation.ts';

/** What may be wrong with a GeoJSON file, reported with the number of the feature (1-based; 0: the whole file). SPEC U24. */
export const mapProblems = [
  'not_json',
  'not_collection',
  'no_features',
  'too_many_features',
  'not_feature',
  'geometry_kind', // neither Polygon nor MultiPolygon
  'ring_short', // fewer than four positions
  'ring_open', // the last position is not the first
  'position_unread', // not two finite numbers
  'position_range', // beyond ±180 or ±90: perhaps projected coordinates such as VN-2000
  'too_heavy', // not simplified within the time or the memory given
  'too_large', // still above the bound when simplified as far as it goes
] as const;
export type MapProblem = { feature: number; problem: (typeof mapProblems)[number]; value: string };

export type MapLabel = { feature: number; label: string };

/** A map as it would be written, or was. SPEC U24, U25. */
export type UnitMapPreview = {
  level: string;
  features: number;
  /** By which property codes were found; null: by none. */
  codeProperty: string | null;
  nameProperty: string | null;
  properties: string[];
  joined: number;
  byName: (MapLabel & { code: string; unit: string })[];
  /** One name, several units: reported, and not joined. */
  ambiguous: (MapLabel & { units: string[] })[];
  /** Several features of one code are drawn together as one unit. */
  repeated: { code: string; features: number[] }[];
  unmatchedUnits: { code: string; name: string }[];
  unmatchedFeatures: MapLabel[];
  problems: MapProblem[];
  problemCount: number;
  bytes: number; // of the simplified map
  written: boolean;
};

/** The maps of a contest, and the levels that may have one. */
export type UnitMapDesk = { levels: string[]; maps: readonly UnitMapHead[] };
