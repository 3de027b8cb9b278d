/** Bare in an array literal: neither a separator nor the word for nothing. */
const bare = /^[\w-]+$/;

/**
 * A list of texts, numbers, booleans and nulls as PostgreSQL reads one, in one pass: the driver would quote and search
 * each of them twice, and batches send ten lists of them for every answer. null: something else is in the list.
 *
 * Source  PostgreSQL manual, 8.15.2 and 8.15.6.
 */
export function arrayLiteral(values: readonly unknown[]): string | null {
  const parts: string[] = [];
  for (const value of values) {
    if (typeof value === 'string') parts.push(bare.test(value) && !isNull(value) ? value : quoted(value));
    else if (typeof value === 'number' || typeof value === 'boolean') parts.push(`${value}`);
    else if (value === null || value === undefined) parts.push('NULL');
    else return null;
  }
  return `{${parts.join(',')}}`;
}

const isNull = (value: string): boolean => value.length === 4 && value.toUpperCase() === 'NULL';

const quoted = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;
