import { createHash } from 'node:crypto';

const first = { leaf: Uint8Array.of(0), pair: Uint8Array.of(1) };

/** The hash of a leaf, in hexadecimal. Source: RFC 9162, 2.1.1. */
export const hashLeafText = (leaf: string): string =>
  createHash('sha256').update(first.leaf).update(leaf, 'utf8').digest('hex');

export const hashLeafBytes = (leaf: string): Uint8Array =>
  createHash('sha256').update(first.leaf).update(leaf, 'utf8').digest();

export const sha256Hex = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
