import type { Queries } from '../platform/db/database.ts';

/** Who asked for one of the counted places of a round, in order; whoever gave theirs back is left out. SPEC M24. */
export type PlaceClaim = { contestant_id: string; unit_code: string | null; at_ms: number };

export const readPlaceClaims = (db: Queries, roundId: string): Promise<PlaceClaim[]> =>
  db.query<PlaceClaim>(
    `select c.contestant_id, c.unit_code, c.at_ms from place_claims c where c.round_id = $1
       and not exists (select 1 from place_returns r where r.round_id = c.round_id and r.contestant_id = c.contestant_id)
     order by c.at_ms, c.contestant_id`,
    [roundId],
  );

/** Asks for a place; who has asked before keeps theirs. */
export const insertPlaceClaim = (db: Queries, roundId: string, claim: PlaceClaim): Promise<unknown> =>
  db.query(
    `insert into place_claims (round_id, contestant_id, unit_code, at_ms)
     select $1, $2, $3, greatest($4, coalesce(max(at_ms) + 1, 0)) from place_claims where round_id = $1 on conflict do nothing`,
    [roundId, claim.contestant_id, claim.unit_code, claim.at_ms],
  );

/** Gives a place back. false: there is none. */
export async function insertPlaceReturn(
  tx: Queries,
  roundId: string,
  contestantId: string,
  { reason, atMs, actor }: { reason: string; atMs: number; actor: string },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into place_returns (round_id, contestant_id, reason, at_ms, actor)
     select round_id, contestant_id, $3, $4, $5 from place_claims where round_id = $1 and contestant_id = $2
     on conflict do nothing returning contestant_id`,
    [roundId, contestantId, reason, atMs, actor],
  );
  return rows.length === 1;
}

/** Places with the names of their people, for staff. */
export const readPlaceNames = (
  db: Queries,
  roundId: string,
): Promise<{ contestant_id: string; name: string; unit_code: string | null; at_ms: number }[]> =>
  db.query(
    `select c.contestant_id, coalesce(p.name, '') as name, c.unit_code, c.at_ms from place_claims c
     left join profiles p on p.contestant_id = c.contestant_id
     where c.round_id = $1
       and not exists (select 1 from place_returns r where r.round_id = c.round_id and r.contestant_id = c.contestant_id)
     order by c.at_ms, c.contestant_id`,
    [roundId],
  );
