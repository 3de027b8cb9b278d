import type { RefusalCode } from '@hoithi/shared/contract/refusal';

/** Mirrors `resendCanHelp` of the contract, whose file would bring the parser of messages into the page; a test holds them equal. */
export const resendCodes: ReadonlySet<RefusalCode> = new Set(['unavailable', 'fault', 'too_fast']);

/** A fault that stays is told after this many sendings. An outage is waited out. */
export const faultTriesMax = 4;

/** How long to wait before the n-th resend. Units: ms. */
export function backOffMs(tries: number): number {
  return Math.min(8000, 400 * 2 ** Math.min(tries, 6));
}
