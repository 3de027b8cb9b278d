import type { OpenRound } from './expand-rounds.ts';

export type Applicant = { id: string; registeredAtMs: number; unit: string | null };

/**
 * Who gets a place in a round whose places are counted, the earliest registration first; the others are reserves in that order.
 * Of one unit no more come than its own bound lets in.
 *
 * Source  SPEC M7.
 */
export function admitPeople({ capacity }: Pick<OpenRound, 'capacity'>, applicants: readonly Applicant[]) {
  const admitted: string[] = [];
  const reserves: string[] = [];
  const ofUnit = new Map<string | null, number>();
  const order = applicants.toSorted(
    (one, other) => one.registeredAtMs - other.registeredAtMs || (one.id < other.id ? -1 : 1),
  );
  for (const { id, unit } of order) {
    const own = ofUnit.get(unit) ?? 0;
    const isFull = capacity !== undefined && (admitted.length >= capacity.max || own >= (capacity.perUnit ?? Infinity));
    (isFull ? reserves : admitted).push(id);
    if (!isFull) ofUnit.set(unit, own + 1);
  }
  return { admitted, reserves };
}
