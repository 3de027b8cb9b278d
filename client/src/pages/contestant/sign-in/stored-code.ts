import type { CodeRequested } from '@hoithi/shared/contract/sign-in';
import { normalizePhone } from '@hoithi/shared/rules/phone';

/** A code that was sent and not used yet, and the number as it was typed. */
export type SentCode = { requested: CodeRequested; phone: string };

/**
 * Reading the message makes many phones reload the page. What was sent is stored on the device until it is used, so that a
 * reload, the way back and a second request all lead to the field for it. The server says when it has expired. SPEC E4.
 */
const key = 'hoithi.code';
let inPage: SentCode | null = null;

export function readSentCode(): SentCode | null {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? 'null') as SentCode | null;
    return stored?.requested?.challengeId ? stored : null;
  } catch {
    return inPage; // storage is closed or was damaged: the page alone knows it
  }
}

export function storeSentCode(sent: SentCode | null): void {
  inPage = sent;
  try {
    if (sent) localStorage.setItem(key, JSON.stringify(sent));
    else localStorage.removeItem(key);
  } catch {
    return; // it then lives as long as the page
  }
}

export function isSameNumber(one: string, other: string): boolean {
  const number = normalizePhone(one);
  return number !== null && number === normalizePhone(other);
}
