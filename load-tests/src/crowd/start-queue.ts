import { type Refusal, resendCanHelp } from '@hoithi/shared/contract/refusal';

const againAfterMs = 1_000;

/** How long a refusal says to wait before the same message is sent again; null: sending it again cannot help. */
export function queuedMs(refusal: Refusal): number | null {
  for (const key of ['retryInMs', 'pollInMs']) {
    const seen: unknown = Object.entries(refusal).find(([name]) => name === key)?.[1];
    if (typeof seen === 'number') return seen;
  }
  return resendCanHelp.has(refusal.code) ? againAfterMs : null;
}
