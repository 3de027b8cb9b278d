import type { RefusalCode } from '@hoithi/shared/contract/refusal';

/** Equals `resendCanHelp` of the contract, whose file would load the parser of messages into the page; a test compares them. */
export const resendCodes: ReadonlySet<RefusalCode> = new Set(['unavailable', 'fault', 'too_fast', 'busy']);

/** A lasting fault is reported after this many sendings. An outage is waited out. */
export const faultTriesMax = 4;

/** How long to wait before the n-th resend. Units: ms. */
export function backOffMs(tries: number): number {
  return Math.min(8000, 400 * 2 ** Math.min(tries, 6));
}
