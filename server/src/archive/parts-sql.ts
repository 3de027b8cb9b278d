import { strict as assert } from 'node:assert';
import type { Queries } from '../platform/db/database.ts';
import { readByCursor, snapshotWithin } from './snapshot-sql.ts';
import type { ArchivedRow, Table } from './tables-sql.ts';

/** What of an installation goes to a hall box and comes back: contests and runs. SPEC B7, B8. */

/** Tables of a contest without people and without rounds, so that only shows are performed elsewhere; `t` is the row. */
const contestParts: ReadonlyMap<string, (id: string) => string> = new Map([
  ['contests', (id) => `t.id = ${id}`],
  ['rules_versions', (id) => `t.contest_id = ${id}`],
  ['questions', (id) => `t.contest_id = ${id}`],
  ['units', (id) => `t.contest_id = ${id}`],
  ['unit_merges', (id) => `t.contest_id = ${id}`],
  ['unit_maps', (id) => `t.contest_id = ${id}`],
  ['shows', (id) => `t.contest_id = ${id}`],
  ['contest_looks', (id) => `t.contest_id = ${id}`],
  ['media', (id) => `t.hash in (select hash from media_uses where contest_id = ${id})`],
  ['media_uses', (id) => `t.contest_id = ${id}`],
]);
/** Tables of a run. */
const runParts: ReadonlyMap<string, (id: string) => string> = new Map([
  ['shows', (id) => `t.id = (select show_id from show_runs where id = ${id})`],
  ['show_runs', (id) => `t.id = ${id}`],
  ['show_events', (id) => `t.run_id = ${id}`],
  ['show_players', (id) => `t.run_id = ${id}`],
  ['show_answers', (id) => `t.run_id = ${id}`],
  ['player_names', (id) => `t.run_id = ${id}`],
]);
export const contestTables: ReadonlySet<string> = new Set(contestParts.keys());
export const runTables: ReadonlySet<string> = new Set(runParts.keys());

/** `name_key` of a signed-in contestant's name while it travels with the player: no nickname has such a key. */
export const contestantNameKey = 'contestant:';

/** The rows of a contest or a run, table by table. `id` comes from the database itself. */
export async function readPart(
  tx: Queries,
  kind: 'contest' | 'run',
  id: string,
): Promise<{ table: Table; pages: AsyncIterable<ArchivedRow[]> }[]> {
  assert(/^[0-9a-f-]{36}$/.test(id), 'an id is a UUID');
  const { tables } = await snapshotWithin(tx);
  return [...(kind === 'contest' ? contestParts : runParts)].map(([name, whose]) => {
    const table = tables.find((each) => each.name === name);
    assert(table, `there is a table ${name}`);
    const own = readByCursor(tx, table, `where ${whose(`'${id}'::uuid`)}`);
    return { table, pages: name === 'player_names' ? withContestantNames(tx, id, table, own) : own };
  });
}

/** Nicknames, and the names of signed-in contestants, whose profiles stay behind. */
async function* withContestantNames(
  tx: Queries,
  runId: string,
  table: Table,
  nicknames: AsyncIterable<ArchivedRow[]>,
): AsyncIterable<ArchivedRow[]> {
  yield* nicknames;
  const rows = await tx.query<{ player_id: string; name: string }>(
    `select s.id as player_id, p.name from show_players s join profiles p on p.contestant_id = s.contestant_id
     where s.run_id = $1 and not exists (select 1 from player_names n where n.player_id = s.id) order by s.id`,
    [runId],
  );
  yield rows.map((row) => {
    const values: Record<string, string> = { ...row, run_id: runId, name_key: `${contestantNameKey}${row.player_id}` };
    return table.columns.map((column) => values[column.name] ?? null);
  });
}
