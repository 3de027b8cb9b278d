import { z } from 'zod';

/** How the parts of a rulebook name each other. A round of a series is named after it: `week-3` is the third of `week`. */
export const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/);

/** Bounds of a rulebook. Source: SPEC M2. */
export const rulebookLimits = {
  fieldsMax: 40,
  choicesMax: 100,
  populationsMax: 60,
  roundsMax: 200, // a series counts as the rounds it stands for
  partsMax: 8,
  standingsMax: 60,
  keysMax: 12,
  awardsMax: 60,
  prizesMax: 20,
  prizeCountMax: 100_000,
  capsMax: 20,
  bytesMax: 1_048_576,
} as const;
