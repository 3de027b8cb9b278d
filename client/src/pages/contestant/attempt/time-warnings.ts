/** Moments before the lock at which the time left is announced. Units: ms. */
export const warningsMs = [300_000, 60_000, 10_000] as const;
export type WarningMs = (typeof warningsMs)[number];

/** The warning that fell due between two readings of the clock; the nearest to the lock if several. Units: ms left. */
export function dueWarning(beforeMs: number, leftMs: number): WarningMs | null {
  return warningsMs.findLast((warning) => beforeMs > warning && leftMs <= warning && leftMs > 0) ?? null;
}
