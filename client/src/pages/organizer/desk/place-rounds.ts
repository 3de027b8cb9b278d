type Timed = { roundId: string; opensAtMs: number; closesAtMs: number; publishAtMs: number | null };
export type PlacedRound = { roundId: string; start: number; length: number; publish: number | null };

/**
 * Lays rounds on one line of time from the first opening to the last close or publication.
 *
 * Units    places and lengths are shares of the whole line, 0 to 1; `now` is null outside it.
 */
export function placeRounds(rounds: readonly Timed[], nowMs: number): { rounds: PlacedRound[]; now: number | null } {
  const from = Math.min(...rounds.map((round) => round.opensAtMs));
  const to = Math.max(...rounds.map((round) => Math.max(round.closesAtMs, round.publishAtMs ?? 0)));
  const whole = to - from;
  if (!(whole > 0)) return { rounds: [], now: null };
  const place = (atMs: number) => (atMs - from) / whole;
  return {
    rounds: rounds.map((round) => ({
      roundId: round.roundId,
      start: place(round.opensAtMs),
      length: place(round.closesAtMs) - place(round.opensAtMs),
      publish: round.publishAtMs === null ? null : place(round.publishAtMs),
    })),
    now: nowMs >= from && nowMs <= to ? place(nowMs) : null,
  };
}
