import { Batch, type BatchOptions } from '../platform/db/batch.ts';
import { type Database, type Queries, statement } from '../platform/db/database.ts';

/** The players of a run. The token is stored as a hash; names are in player_names and profiles. SPEC H4, H18, S8. */
export type PlayerRow = {
  id: string;
  run_id: string;
  place_no: number;
  token_hash: string;
  contestant_id: string | null;
  unit_code: string | null;
  simulated: boolean;
  joined_at_ms: number;
  name: string;
  /** null: no device is known, and none is counted. */
  device_hash: string | null;
};
export type PlayerToSave = Omit<PlayerRow, 'place_no' | 'name'> & {
  name: string | null;
  name_key: string | null;
  device_max: number;
};

const columns = `s.*, coalesce(n.name, p.name, '') as name, d.device_hash from show_players s
  left join player_names n on n.player_id = s.id left join profiles p on p.contestant_id = s.contestant_id
  left join player_devices d on d.player_id = s.id`;

/** Players after a place in the order of joining, in order, without those at the places `known`. */
export const readPlayers = (
  db: Queries,
  runId: string,
  afterPlace: number,
  known: readonly number[] = [],
): Promise<PlayerRow[]> =>
  db.query<PlayerRow>(
    `select ${columns} where s.run_id = $1 and s.place_no > $2 and s.place_no <> all ($3::bigint[]) order by s.place_no`,
    [runId, afterPlace, known],
  );

export async function readPlayer(
  db: Queries,
  runId: string,
  by: { tokenHash: string } | { contestantId: string },
): Promise<PlayerRow | null> {
  const rows = await ('tokenHash' in by
    ? db.query<PlayerRow>(`select ${columns} where s.run_id = $1 and s.token_hash = $2`, [runId, by.tokenHash])
    : db.query<PlayerRow>(`select ${columns} where s.run_id = $1 and s.contestant_id = $2`, [runId, by.contestantId]));
  return rows[0] ?? null;
}

const saveShowPlayers = statement(
  'save-show-players',
  `select player_id, place_no
   from save_show_players($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[],
     $10::text[], $11::integer[])`,
);

/** Saves players who join in one commit; returns each one's place in the order of joining, or null when not saved. */
export function createPlayerBatch(db: Database, options?: BatchOptions<PlayerToSave, number | null>) {
  return new Batch<PlayerToSave, number | null>(async (items) => {
    const column = <K extends keyof PlayerToSave>(key: K) => items.map((item) => item[key]);
    const rows = await db.query<{ player_id: string; place_no: number }>(saveShowPlayers, [
      column('id'),
      column('run_id'),
      column('token_hash'),
      column('contestant_id'),
      column('unit_code'),
      column('simulated'),
      column('joined_at_ms'),
      column('name'),
      column('name_key'),
      column('device_hash'),
      column('device_max'),
    ]);
    const saved = new Map(rows.map((row) => [row.player_id, row.place_no]));
    return items.map((item) => saved.get(item.id) ?? null);
  }, options);
}

/** Adds players of one run to another under their names, in the order in which they joined; returns who they are there. */
export const carryPlayers = (
  tx: Queries,
  from: { runId: string; playerIds: readonly string[] },
  to: { runId: string; atMs: number },
): Promise<{ id: string; token_hash: string }[]> =>
  tx.query<{ id: string; token_hash: string }>(
    `with carried as (
       select gen_random_uuid() as id, s.token_hash, s.contestant_id, s.unit_code, s.place_no, n.name, n.name_key
       from show_players s left join player_names n on n.player_id = s.id
       where s.run_id = $1 and s.id = any($2::uuid[])
     ), named as (
       insert into player_names (player_id, run_id, name, name_key)
         select id, $3, name, name_key from carried where name is not null
     )
     insert into show_players (id, run_id, token_hash, contestant_id, unit_code, simulated, joined_at_ms)
       select id, $3, token_hash, contestant_id, unit_code, false, $4 from carried order by place_no
     returning id, token_hash`,
    [from.runId, from.playerIds, to.runId, to.atMs],
  );

/** Names of a run that begin so, as they are compared. */
export async function readNameKeys(db: Queries, runId: string, beginning: string): Promise<string[]> {
  const rows = await db.query<{ name_key: string }>(
    'select name_key from player_names where run_id = $1 and starts_with(name_key, $2)',
    [runId, beginning],
  );
  return rows.map((row) => row.name_key);
}

/** Removed players give up their names: whoever was removed among robots may come again under the own one. SPEC H18b. */
export const releaseNames = (tx: Queries, playerIds: readonly string[]): Promise<unknown> =>
  tx.query('update player_names set name_key = player_id::text where player_id = any($1::uuid[])', [playerIds]);

/** How many players a device has added to a run. */
export async function countByDevice(db: Queries, runId: string, deviceHash: string): Promise<number> {
  const rows = await db.query<{ nth: number }>(
    'select nth from player_devices where run_id = $1 and device_hash = $2 order by nth desc limit 1',
    [runId, deviceHash],
  );
  return rows[0]?.nth ?? 0;
}
