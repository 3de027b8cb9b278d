/** No lead is shorter: the command is saved before it is sent. Milliseconds. */
export const openingLeadMinMs = 300;
const savingMs = 200;
/** A process writes the key to each phone in turn. */
const perPhoneMs = 0.25;
/** Of the connections that are measured, this share is waited for. */
const waitedFor = 0.95;

/** The round trip below which nineteen in twenty of the measured connections are; null: none is measured. */
export function usualRoundTrip(roundTripsMs: readonly (number | null)[]): number | null {
  const measured = roundTripsMs.filter((ms): ms is number => ms !== null).sort((a, b) => a - b);
  return measured[Math.floor(waitedFor * (measured.length - 1))] ?? null;
}

/**
 * How far ahead of the opening moment the key is sent: as long as the connections of this hall need, since a changed phone
 * reads the question for just that long before everybody else. Without a measurement it is the longest.
 *
 * Units    milliseconds; roundTripMs: of the slowest connections that are waited for; longestMs: of the show's rules.
 * Source   SPEC H7a.
 */
export function openingLead({
  roundTripMs,
  phones,
  longestMs,
}: {
  roundTripMs: number | null;
  phones: number;
  longestMs: number;
}): number {
  if (roundTripMs === null) return longestMs;
  const neededMs = Math.round(savingMs + perPhoneMs * phones + roundTripMs);
  return Math.min(longestMs, Math.max(openingLeadMinMs, neededMs));
}
