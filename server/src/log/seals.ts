import { createHash, createHmac } from 'node:crypto';
import { canonicalJson } from '@hoithi/shared/rules/canonical-json';

const saltBytes = 16;

/**
 * The salt of one field of one leaf, from a key that nobody else has: salts tell nothing about each other, and all of a key's
 * are gone with it.
 *
 * Units   key and salt in hexadecimal; scope: what the field stands in, such as an attempt.
 * Source  SPEC Z2.
 */
export const saltOf = (key: string, scope: string, name: string): string =>
  createHmac('sha256', Buffer.from(key, 'hex'))
    .update(`${scope}\n${name}`)
    .digest()
    .subarray(0, saltBytes)
    .toString('hex');

/** SHA-256 over the salt, the field's name, a zero byte and its value as canonical JSON; in hexadecimal. */
export const sealField = (salt: string, name: string, value: unknown): string =>
  createHash('sha256')
    .update(Buffer.from(salt, 'hex'))
    .update(`${name}\0${canonicalJson(value)}`, 'utf8')
    .digest('hex');

/** null: there is no key any more. */
export const sealOf = (key: string | null, scope: string, name: string, value: unknown): string | null =>
  key === null ? null : sealField(saltOf(key, scope, name), name, value);
