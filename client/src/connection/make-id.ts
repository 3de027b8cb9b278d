/**
 * An id that a device makes: a UUID of version 4. `crypto.randomUUID` and `crypto.subtle` exist in secure contexts alone,
 * which a page over plain HTTP is not; `getRandomValues` exists everywhere. SPEC E1.
 */
export function makeId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = hexOf(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Random bytes in hexadecimal digits. */
export const makeHex = (byteCount: number): string => hexOf(crypto.getRandomValues(new Uint8Array(byteCount)));

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
