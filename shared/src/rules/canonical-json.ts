import { assert } from './assert.ts';

const halfPair = /\p{Surrogate}/u;

/**
 * A JSON value as the one text that everybody hashes alike: keys in the order of their UTF-16 units, nothing between
 * tokens, numbers and strings as ECMAScript writes them.
 *
 * Refuses  what JSON cannot say, and strings with half of a surrogate pair: throws.
 * Source   RFC 8785.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, each]) => `${canonicalJson(key)}:${canonicalJson(each)}`).join(',')}}`;
  }
  if (typeof value === 'string') assert(!halfPair.test(value), 'a text has no half of a surrogate pair');
  if (typeof value === 'number') assert(Number.isFinite(value), 'a number is finite');
  const text = JSON.stringify(value) as string | undefined;
  assert(text !== undefined, 'JSON can say it');
  return text;
}
