import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import type { OpenedQuestion } from '../../contract/show.ts';

const nonceBytes = 12;
/** Sealed texts grow in steps, so that the length of a question is not revealed. */
const paddedTo = 1024;

/**
 * Puts a question into a box that only its key opens: ChaCha20-Poly1305, in plain JavaScript, since a page that came over
 * plain HTTP has no WebCrypto. A key is used for one box.
 *
 * Units    key 32 bytes, nonce 12 bytes; the box is base64 of nonce and ciphertext.
 * Source   SPEC H7; RFC 8439.
 */
export function sealQuestion(question: OpenedQuestion, key: Uint8Array, nonce: Uint8Array): string {
  const plain = new TextEncoder().encode(JSON.stringify(question));
  const padded = new Uint8Array(Math.ceil(plain.length / paddedTo) * paddedTo).fill(0x20);
  padded.set(plain);
  const sealed = chacha20poly1305(key, nonce).encrypt(padded);
  const box = new Uint8Array(nonceBytes + sealed.length);
  box.set(nonce);
  box.set(sealed, nonceBytes);
  return toBase64(box);
}

/** Opens a box. Throws when the key is not the box's own or the box was changed. SPEC H7. */
export function openSealed(box: string, keyBase64: string): OpenedQuestion {
  const bytes = fromBase64(box);
  const cipher = chacha20poly1305(fromBase64(keyBase64), bytes.subarray(0, nonceBytes));
  const plain = cipher.decrypt(bytes.subarray(nonceBytes));
  // The box is authenticated: what comes out is what the server put in.
  return JSON.parse(new TextDecoder().decode(plain)) as OpenedQuestion;
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
