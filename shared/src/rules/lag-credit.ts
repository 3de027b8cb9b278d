/** Enough for a far connection on paper, too little to be worth a lie. Milliseconds. Source: SPEC T7. */
export const suggestedLagCredit = { quotaMs: 250, refillMs: 50 };

/** The most that can ever be saved up, and what each answer gives back. Milliseconds. */
export type LagCredit = { quotaMs: number; refillMs: number };

export type Credit = { creditMs: number; quotaAfterMs: number };

/** Nobody sees something new and taps sooner than this after it appeared. Milliseconds. */
export const reactionMs = 250;
/** A shorter lag is not judged: a tap without looking would contradict it too. Milliseconds. */
export const judgedLagMs = 100;
/** So many answers that contradict the measured lag end the credit. */
export const contradictionsMax = 2;

/**
 * Whether an answer came sooner than its measured lag allows: then the device is closer than its pongs say.
 *
 * Units   whole milliseconds. lagMs: the part of the round trip that is credited, null: not measured yet.
 * Source  SPEC T4b. Who delays pongs and answers alike looks like somebody far away; the quota bounds that gain.
 */
export const contradictsPong = (lagMs: number | null, rawElapsedMs: number): boolean =>
  lagMs !== null && lagMs >= judgedLagMs && rawElapsedMs < lagMs + reactionMs;

/**
 * The part of one answer's time that the connection took and not the person: the round trip measured by the server, as far
 * as the person's quota reaches. Whoever delays the measurement can only spend the quota sooner: over n answers the
 * credit is at most quotaMs + (n - 1) × refillMs.
 *
 * Units   whole milliseconds. roundTripMs null: not measured yet, no credit. The quota starts at setting.quotaMs.
 *         contradicted: how many earlier answers contradicted their measured lag.
 * Source  SPEC T4, T4b.
 */
export function creditAnswer(
  roundTripMs: number | null,
  quotaMs: number,
  setting: LagCredit,
  rawElapsedMs: number,
  contradicted = 0,
): Credit {
  const quota = Math.max(0, Math.min(quotaMs, setting.quotaMs));
  const believed = contradicted < contradictionsMax && !contradictsPong(roundTripMs, rawElapsedMs);
  const lagMs = believed ? (roundTripMs ?? 0) : 0;
  const creditMs = Math.max(0, Math.floor(Math.min(lagMs, quota, rawElapsedMs)));
  return { creditMs, quotaAfterMs: Math.min(setting.quotaMs, quota - creditMs + setting.refillMs) };
}
