import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Column, Describer } from './describe-statement.ts';
import { type Field, type FieldKind, type FoundStatement, findStatements } from './find-statements.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

/** What the driver makes of a column (platform/db/pool-database.ts); every other type becomes text. */
const kindOfType: Readonly<Record<string, FieldKind>> = {
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  real: 'number',
  'double precision': 'number',
  'smallint[]': 'number[]',
  'integer[]': 'number[]',
  'bigint[]': 'number[]',
  'double precision[]': 'number[]',
  'text[]': 'string[]',
  'uuid[]': 'string[]',
  boolean: 'boolean',
  json: 'json',
  jsonb: 'json',
  bytea: 'Buffer',
  'timestamp with time zone': 'Date',
};

/** Where statements are made from the columns that the database itself names; tests of these files run every one of them. */
const madeAtRunTime: readonly RegExp[] = [
  /^server\/src\/archive\/(snapshot|rows|checks)-sql\.ts:/, // backup, restore and the ledger's checks
  /^server\/src\/demo\/demo-sql\.ts:/, // simulated rows
  /^server\/src\/platform\/db\/migrate\.ts:/, // the migrations themselves
];

/** How a row type and the columns of its statement differ; [] when they agree. */
function differences(row: ReadonlyMap<string, Field>, columns: readonly Column[]): string[] {
  const wrong = columns.flatMap((column) => {
    const field = row.get(column.name);
    if (!field) return [`column ${column.name} is not in the row type`];
    const kind = kindOfType[column.type] ?? 'string';
    const fits = kind === 'json' || field.kinds.every((each) => each === kind);
    if (!fits) return [`${column.name} is ${column.type}, written as ${field.written}`];
    return column.nullable && !field.nullable ? [`${column.name} may be null, written as ${field.written}`] : [];
  });
  const names = new Set(columns.map(({ name }) => name));
  const missing = [...row.keys()].filter((name) => !names.has(name)).map((name) => `there is no column ${name}`);
  return [...wrong, ...missing];
}

/** What is wrong with a statement, in the schema that the describer's database has. */
async function problemsOf(describer: Describer, statement: FoundStatement): Promise<string[]> {
  const { texts, row, paramCount, place } = statement;
  const problems = new Set<string>();
  for (const text of texts ?? []) {
    const named = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
    if (paramCount !== null && paramCount !== named) problems.add(`${paramCount} parameters for ${named}`);
    try {
      const columns = await describer.describe(text);
      const fetches = text.startsWith('fetch '); // has the columns of its cursor, which stands nowhere yet
      if (row !== null && !fetches) for (const difference of differences(row, columns)) problems.add(difference);
    } catch (fault) {
      problems.add((fault as Error).message);
    }
  }
  return [...problems].map((problem) => `${place}: ${problem}`);
}

describe('statements', () => {
  const statements = findStatements();
  let database: FreshDatabase;
  let describer: Describer;
  beforeAll(async () => {
    database = await freshDatabase();
    describer = await Describer.open(database.url);
  });
  afterAll(async () => {
    await describer?.close();
    await database?.close();
  });

  async function allProblems(of: Describer): Promise<string[]> {
    const problems: string[] = [];
    for (const statement of statements) problems.push(...(await problemsOf(of, statement)));
    return problems;
  }

  it('every statement fits the migrated schema, and its row type is what PostgreSQL answers', async () => {
    expect(statements.length).toBeGreaterThan(200);
    expect(statements.filter(({ row }) => row !== null).length).toBeGreaterThan(100);
    expect(await allProblems(describer)).toEqual([]);
  });

  it('every statement is known without running it, but those made from the columns of each table', () => {
    const unknown = statements.filter(({ texts }) => texts === null).map(({ place }) => place);
    expect(unknown.filter((place) => !madeAtRunTime.some((allowed) => allowed.test(place)))).toEqual([]);
  });

  it.each([
    ['is renamed', 'sessions rename column role to part', /sessions-sql.*column .*role.* does not exist/],
    ['is added to what is read whole', 'handouts add note text', /attempts-sql.*column note is not in the row type/],
    ['has another type', 'handouts alter at_ms type text', /attempts-sql.*at_ms is text, written as number/],
    ['may be null', 'shows alter slug drop not null', /shows-sql.*slug may be null, written as string/],
  ])('it would see that a column %s', async (_what, change, expected) => {
    const changed = await freshDatabase();
    await changed.db.query(`alter table ${change}`);
    const other = await Describer.open(changed.url);
    expect((await allProblems(other)).join('\n')).toMatch(expected);
    await other.close();
    await changed.close();
  });
});
