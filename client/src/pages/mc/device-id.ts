import { makeHex } from '../../connection/make-id.ts';

const key = 'hoithi.device';
let inPage: string | null = null;

/** The id by which this device differs from other MC devices; a reload does not change it. SPEC H3. */
export function readDevice(): string {
  try {
    const stored = localStorage.getItem(key);
    if (stored) return stored;
  } catch {
    // storage is closed: the device is then this page
  }
  inPage ??= makeHex(12);
  try {
    localStorage.setItem(key, inPage);
  } catch {
    return inPage;
  }
  return inPage;
}
