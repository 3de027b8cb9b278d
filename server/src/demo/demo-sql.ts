import type { Queries } from '../platform/db/database.ts';
import type { DemoTable } from './make-demo.ts';

type Kind = DemoTable['columns'][string];

const pageSize = 4_000;
/** The type that a value is sent as, in an array of its column. */
const sentTypes: Readonly<Record<Kind, string>> = {
  uuid: 'uuid',
  text: 'text',
  integer: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  texts: 'text',
  json: 'text',
  instant: 'bigint',
  day: 'date',
};

/** Inserts the rows of a demo table, with its times for a start (epoch ms). */
export async function insertDemoTable(tx: Queries, { name, columns, rows }: DemoTable, startMs: number): Promise<void> {
  const entries = Object.entries(columns);
  const names = entries.map(([column]) => column).join(', ');
  const values = entries.map(([column, kind]) => storedValue(`t.${column}`, kind)).join(', ');
  const arrays = entries.map(([, kind], at) => `$${at + 1}::${sentTypes[kind]}[]`).join(', ');
  for (let from = 0; from < rows.length; from += pageSize) {
    const page = rows.slice(from, from + pageSize);
    await tx.query(
      `insert into ${name} (${names}) select ${values} from unnest(${arrays}) as t(${names})`,
      entries.map(([column, kind]) => page.map((row) => send(row[column], kind, startMs))),
    );
  }
}

function storedValue(column: string, kind: Kind): string {
  if (kind === 'texts') return `array_remove(string_to_array(${column}, ','), '')`;
  return kind === 'json' ? `${column}::jsonb` : column;
}

function send(value: unknown, kind: Kind, startMs: number): unknown {
  if (value === null) return null;
  if (kind === 'texts') return (value as readonly string[]).join(',');
  if (kind === 'json') return JSON.stringify(value);
  if (kind === 'instant') return startMs + (value as number);
  return kind === 'day' ? new Date(startMs + (value as number) * 86_400_000).toISOString().slice(0, 10) : value;
}

/** The first version of the demo's rules. */
export const insertDemoRules = (tx: Queries, contestId: string, rules: unknown, startMs: number): Promise<unknown> =>
  tx.query(
    `insert into rules_versions (contest_id, version, rules, made_at_ms, actor) values ($1, 1, $2::jsonb, $3, 'demo')`,
    [contestId, JSON.stringify(rules), startMs],
  );
