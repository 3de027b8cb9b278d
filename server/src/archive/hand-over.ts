import { strict as assert } from 'node:assert';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Database, Queries } from '../platform/db/database.ts';
import { setStatementTimeout } from '../platform/db/statement-timeout.ts';
import { type ArchivedTable, type ArchiveHeader, type ArchiveProof, writeArchive } from './archive-file.ts';
import { makeHeader } from './back-up.ts';
import { type Line, readByCursor, snapshotWithin } from './snapshot.ts';
import type { Table } from './tables.ts';

/** Contests and runs on their way between the central house and a hall box. SPEC B7, B8. */

/** What belongs to a contest and to nobody: no rounds, so that nothing but shows is performed elsewhere. By its id. */
export const contestParts: readonly (readonly [table: string, own: string])[] = [
  ['contests', 't.id ='],
  ['rules_versions', 't.contest_id ='],
  ['questions', 't.contest_id ='],
  ['units', 't.contest_id ='],
  ['unit_merges', 't.contest_id ='],
  ['unit_maps', 't.contest_id ='],
  ['shows', 't.contest_id ='],
];
/** What belongs to a run. By its id. */
export const runParts: readonly (readonly [table: string, own: string])[] = [
  ['shows', 't.id = (select show_id from show_runs where id ='],
  ['show_runs', 't.id ='],
  ['show_events', 't.run_id ='],
  ['show_players', 't.run_id ='],
  ['show_answers', 't.run_id ='],
  ['player_names', 't.run_id ='],
];

/** The key of a name that a signed-in contestant's seat travels with: no nickname is written so. */
export const contestantNameKey = 'contestant:';

async function* namedPlayers(tx: Queries, runId: string, table: Table): AsyncIterable<Line[]> {
  yield* readByCursor(tx, table, `where t.run_id = '${runId}'::uuid`);
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

/** Packs a contest or a run as of this instant. `id` comes from the database itself. */
export function packPart(
  db: Database,
  what: Pick<ArchiveHeader, 'about' | 'madeAtMs'> & { kind: 'contest' | 'run'; id: string },
): { packed: Readable; done: Promise<ArchiveProof> } {
  const packed = new PassThrough();
  async function write(): Promise<ArchiveProof> {
    assert(/^[0-9a-f-]{36}$/.test(what.id), 'an id of the house is a UUID');
    const { kind, about, madeAtMs } = what;
    const header = await makeHeader(db, { kind, about, madeAtMs });
    return db.transaction(async (tx) => {
      await setStatementTimeout(tx);
      await tx.query('set transaction isolation level repeatable read, read only');
      const { tables } = await snapshotWithin(tx);
      const parts = (kind === 'contest' ? contestParts : runParts).map(([name, own]): ArchivedTable => {
        const table = tables.find((each) => each.name === name);
        assert(table, 'a part is a table of the house');
        if (name === 'player_names') return { table, pages: namedPlayers(tx, what.id, table) };
        const closing = own.includes('(') ? ')' : '';
        return { table, pages: readByCursor(tx, table, `where ${own} '${what.id}'::uuid${closing}`) };
      });
      let proof: ArchiveProof | null = null;
      const text = writeArchive(header, parts, (said) => {
        proof = said;
      });
      await pipeline(Readable.from(text), createGzip(), packed);
      assert(proof, 'a file that was written has its proof');
      return proof;
    });
  }
  const done = write();
  done.catch((fault: Error) => packed.destroy(fault));
  return { packed, done };
}
