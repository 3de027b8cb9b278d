import { sha256 } from '@noble/hashes/sha2.js';

/** Bytes, hexadecimal, base64 and the hashes of RFC 9162. */

const encoder = new TextEncoder();
export const utf8 = (text: string): Uint8Array => encoder.encode(text);

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += digits[byte];
  return text;
}

/** null: no hexadecimal. */
export function fromHex(text: string): Uint8Array | null {
  if (!/^([0-9a-f]{2})*$/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(text.slice(2 * at, 2 * at + 2), 16);
  return bytes;
}

/** null: no base64. */
export function fromBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  try {
    const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : null; // one way to write them
  } catch {
    return null;
  }
}
export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

export const equalBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);

export const hash = (bytes: Uint8Array): Uint8Array => sha256(bytes);
export const hashText = (text: string): string => toHex(sha256(utf8(text)));
export const startHash = () => sha256.create();

export const leafHash = (leaf: string): Uint8Array =>
  sha256.create().update(Uint8Array.of(0)).update(utf8(leaf)).digest();
export const pairHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256.create().update(Uint8Array.of(1)).update(left).update(right).digest();
