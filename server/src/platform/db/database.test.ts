import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/fresh-database.ts';
import { type Database, statement } from './database.ts';

describe('database', () => {
  let fresh: FreshDatabase;
  let db: Database;

  beforeAll(async () => {
    fresh = await freshDatabase();
    db = fresh.db;
    await db.query('CREATE TABLE scratch (id int8 PRIMARY KEY, note text)');
  });

  afterAll(() => fresh.close());

  it('gives int8 as numbers up to 2^53 - 1, alone and in arrays', async () => {
    const [row] = await db.query(
      "SELECT 9007199254740991::int8 AS big, ARRAY[1::int8, NULL, 2] AS many, count(*) AS n, '{}'::int8[] AS no",
    );
    expect(row).toEqual({ big: Number.MAX_SAFE_INTEGER, many: [1, null, 2], n: 1, no: [] });
  });

  it('throws for an int8 that a number cannot represent', async () => {
    await expect(db.query('SELECT 9007199254740992::int8 AS big')).rejects.toThrow('2^53');
  });

  it('gives a calendar day as the text it is, and speaks UTC', async () => {
    const [row] = await db.query(
      "SELECT '2025-07-01'::date AS day, to_timestamp(0)::text AS text, to_timestamp(1) AS at",
    );
    expect(row).toEqual({ day: '2025-07-01', text: '1970-01-01 00:00:00+00', at: new Date(1000) });
  });

  it('stores Vietnamese text unchanged', async () => {
    const text = 'Nguyễn Thị Hường, xã Đắk Ơ';
    expect(await db.query('SELECT $1::text AS text, length($1) AS n', [text])).toEqual([{ text, n: 26 }]);
  });

  it('takes arrays as parameters', async () => {
    const rows = await db.query('SELECT * FROM unnest($1::int8[], $2::text[]) AS t(id, note)', [
      [1, 2],
      ['a,"b', null],
    ]);
    expect(rows).toEqual([
      { id: 1, note: 'a,"b' },
      { id: 2, note: null },
    ]);
  });

  it('copies rows in a transaction as they are, and none of them where it is rolled back', async () => {
    const notes = ['tab\there', 'line\nline', 'back\\slash\\N', '', null, 'Đắk Ơ\r'];
    const rows = notes.map((note, at) => [1_000 + at, note]);
    await db.transaction((tx) => tx.copy('scratch', ['id', 'note'], rows));
    const read = () => db.query('select id, note from scratch where id >= 1000 order by id');
    const all = rows.map(([id, note]) => ({ id, note }));
    expect(await read()).toEqual(all);
    const again = db.transaction((tx) => tx.copy('scratch', ['id', 'note'], [[2_000, 'x'], ...rows]));
    await expect(again).rejects.toMatchObject({ code: '23505' });
    const fails = db.transaction(async (tx) => {
      await tx.copy('scratch', ['id', 'note'], [[2_001, 'y']]);
      throw new Error('rolled back');
    });
    await expect(fails).rejects.toThrow('rolled back');
    expect(await read()).toEqual(all);
  });

  it('gives the elements of an array back as they were sent, whatever is in them', async () => {
    const texts = [
      '',
      'NULL',
      'null',
      'nullo',
      'a b',
      ' a ',
      '{}',
      'a,b',
      '\\"',
      "it's",
      '\t\n',
      'xã Đắk Ơ',
      '-1',
      null,
    ];
    const sent = [texts, [1.5, -2, 1e21, null], [true, false, null], [], [new Date(0)], [{ a: [1] }]];
    const [row] = await db.query(
      'SELECT $1::text[] AS a, $2::float8[] AS b, $3::boolean[] AS c, $4::text[] AS d, $5::timestamptz[] AS e, $6::jsonb[] AS f',
      sent,
    );
    expect(Object.values(row ?? {})).toEqual(sent);
  });

  it('answers a text of several statements with the rows of the last', async () => {
    expect(await db.query('SELECT 1 AS a; SELECT 2 AS b')).toEqual([{ b: 2 }]);
  });

  it('reads a statement once for a session', async () => {
    const twice = statement('twice', 'SELECT 2 * $1::int AS n');
    await db.transaction(async (tx) => {
      expect(await tx.query(twice, [1])).toEqual([{ n: 2 }]);
      expect(await tx.query(twice, [21])).toEqual([{ n: 42 }]);
      const kept = await tx.query('SELECT name FROM pg_prepared_statements');
      expect(kept).toEqual([{ name: 'twice' }]);
    });
  });

  it('commits a transaction that resolves and answers with its value', async () => {
    const value = await db.transaction(async (tx) => {
      await tx.query("INSERT INTO scratch VALUES (1, 'kept')");
      return 'done';
    });
    expect(value).toBe('done');
    expect(await db.query('SELECT note FROM scratch WHERE id = 1')).toEqual([{ note: 'kept' }]);
  });

  it('rolls back a transaction that rejects, and gives its own error on', async () => {
    const work = db.transaction(async (tx) => {
      await tx.query("INSERT INTO scratch VALUES (2, 'lost')");
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await db.query('SELECT 1 FROM scratch WHERE id = 2')).toEqual([]);
  });

  it('names a broken unique key by its SQLSTATE and goes on', async () => {
    await db.query('INSERT INTO scratch VALUES (3, NULL)');
    await expect(db.query('INSERT INTO scratch VALUES (3, NULL)')).rejects.toMatchObject({ code: '23505' });
    await expect(db.transaction((tx) => tx.query('SELECT 1 FROM nowhere'))).rejects.toMatchObject({ code: '42P01' });
    expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('isolates twenty transactions at once', async () => {
    await db.query("INSERT INTO scratch VALUES (100, '0')");
    const add = () =>
      db.transaction(async (tx) => {
        const [row] = await tx.query<{ note: string }>('SELECT note FROM scratch WHERE id = 100 FOR UPDATE');
        await tx.query('UPDATE scratch SET note = $1 WHERE id = 100', [`${Number(row?.note) + 1}`]);
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await db.query('SELECT note FROM scratch WHERE id = 100')).toEqual([{ note: '20' }]);
  });

  it('carries a message of several megabytes', async () => {
    const note = 'đ'.repeat(2_000_000);
    expect(await db.query('SELECT length($1::text) AS n', [note])).toEqual([{ n: 2_000_000 }]);
  });
});
