import { strict as assert } from 'node:assert';
import pg from 'pg';

const { builtins } = pg.types;
const int8Array = 1016;

function parseInt8(text: string): number {
  const value = Number(text);
  assert(Number.isSafeInteger(value), 'an int8 of the house is below 2^53');
  return value;
}

/**
 * How columns become values: int8 (and its arrays) as numbers, date as the text it is, since a calendar day has no
 * instant. Everything else as the driver does it.
 */
export const columnTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (oid === builtins.INT8) return parseInt8;
      if (oid === builtins.DATE) return (text: string) => text;
      if (oid === int8Array) return parseInt8Array;
    }
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
} as NonNullable<pg.PoolConfig['types']>;

/** A list of one dimension, "{1,NULL,2}". */
function parseInt8Array(text: string): (number | null)[] {
  if (text === '{}') return [];
  return text
    .slice(1, -1)
    .split(',')
    .map((item) => (item === 'NULL' ? null : parseInt8(item)));
}
