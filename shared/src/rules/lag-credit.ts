import type { Rules } from '../contract/rules.ts';

export type Credit = { creditMs: number; quotaAfterMs: number };

/**
 * The part of one answer's time that the line took and not the person: the round trip measured by the server, as far
 * as the person's quota reaches. Whoever delays the measurement can only spend the quota sooner: over n answers the
 * credit is at most quotaMs + (n - 1) × refillMs.
 *
 * Units   whole milliseconds. roundTripMs null: not measured yet, no credit. The quota starts at setting.quotaMs.
 * Source  SPEC T4.
 */
export function creditAnswer(
  roundTripMs: number | null,
  quotaMs: number,
  setting: Rules['time']['lagCredit'],
  rawElapsedMs: number,
): Credit {
  const quota = Math.max(0, Math.min(quotaMs, setting.quotaMs));
  const creditMs = Math.max(0, Math.floor(Math.min(roundTripMs ?? 0, quota, rawElapsedMs)));
  return { creditMs, quotaAfterMs: Math.min(setting.quotaMs, quota - creditMs + setting.refillMs) };
}
