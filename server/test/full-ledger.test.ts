import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareStoredDemo } from '../src/demo/stored-demo-sql.ts';
import { readFunctionStatements, ScanReader } from './explain-scans.ts';
import { fillLedger } from './fill-ledger.ts';
import { findStatements } from './find-statements.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

type Known = { place: string; text: string };

/** Where nobody waits, or where all people of a contest are counted and are most of the table. */
const mayReadAll: readonly { place: RegExp; text: RegExp; why: string }[] = [
  {
    place: /attempt\/submissions-sql/,
    text: /^select \* from submissions where \$1::uuid is null/,
    why: 'verifying all',
  },
  { place: /live\/counts-sql/, text: /with persons as \(/, why: 'a contest by unit, for a report' },
  {
    place: /participation\/unit-figures-sql/,
    text: /with (firsts|placed) as/,
    why: 'a whole round by unit, then cached',
  },
  { place: /contest\/settled-sql/, text: /l\.prize is not null/, why: 'prizes alone, by their own index' },
  {
    place: /people\/staff-links-sql/,
    text: /as sessions\s+from staff_links/,
    why: 'sessions of links alone, by their own index',
  },
  { place: /trail\/trail-search-sql/, text: /audit/, why: 'a page of the trail, and its export' },
  { place: /archive\/trail-sql/, text: /audit/, why: 'verifying all' },
  { place: /archive\/check-log-sql/, text: /from submissions s/, why: 'verifying all' },
  { place: /web\/sessions-sql/, text: /^delete from sessions where token_hash in/, why: 'a job of every hour' },
];

const explained = /^\s*(select|insert|update|delete|with)\b/i;

describe('statements on a full ledger', () => {
  let database: FreshDatabase;
  let scans: ScanReader;
  let statements: Known[];
  beforeAll(async () => {
    database = await freshDatabase();
    await prepareStoredDemo(database.db);
    await fillLedger(database.db);
    scans = await ScanReader.open(database.db);
    const said = findStatements().flatMap(({ place, texts }) => (texts ?? []).map((text) => ({ place, text })));
    statements = [...said, ...(await readFunctionStatements(database.db))].filter(({ text }) => explained.test(text));
  }, 60_000);
  afterAll(() => database?.close());

  it('[W7a] no statement that somebody waits for reads a table whole that grows with people', {
    timeout: 60_000,
  }, async () => {
    expect(statements.length).toBeGreaterThan(200);
    const wrong: string[] = [];
    for (const { place, text } of statements) {
      const whole = await scans.wholeScans(text);
      if (whole.length === 0) continue;
      if (mayReadAll.some((each) => each.place.test(place) && each.text.test(text.trim()))) continue;
      wrong.push(`${place}: ${whole.join(', ')}`);
    }
    expect(wrong).toEqual([]);
  });

  it('[W7a] the commits of starts, answers, submissions and shows are among them, with the statements inside their functions', () => {
    const inside = statements.filter(({ place }) => place.startsWith('function ')).map(({ place }) => place.slice(9));
    expect(inside).toEqual(expect.arrayContaining(['start_attempts', 'save_answers', 'save_show_answers']));
  });

  it.each([
    ['predictions_by_contestant', /contestant\/own-contest-sql/, 'predictions by predictions_pkey'],
    ['submissions_by_contestant', /attempt\/attempts-sql.*/, 'submissions by submissions_by_round'],
    ['sessions_by_contest', /people\/staff-links-sql/, 'sessions'],
  ])('it would see that the index %s is missing', async (index, place, expected) => {
    await database.db.query(`drop index ${index}`);
    const changed = await ScanReader.open(database.db);
    const found = [];
    for (const each of statements.filter((one) => place.test(one.place)))
      found.push(...(await changed.wholeScans(each.text)));
    expect(found).toContain(expected);
  });
});
