import type { Queries } from '../platform/db/database.ts';

/** What settled rounds decided that other rounds rest on: prizes, and places that qualify. SPEC M14, M15a. */

type DecidedRow = { round_id: string; standing_id: string; contestant_id: string; prize: string | null };

/** Prizes of other rounds, as their latest standings gave them by an instant. SPEC M15. */
export const readPrizesOf = (db: Queries, roundIds: readonly string[], atMs: number): Promise<DecidedRow[]> =>
  db.query<DecidedRow>(
    `select l.round_id, s.standing_id, l.contestant_id, l.prize
     from (select round_id, max(version) as version from standings
           where round_id = any($1::uuid[]) and computed_at_ms <= $2 group by round_id) latest
     join standings s on s.round_id = latest.round_id and s.version = latest.version
     join standing_rows l on l.round_id = s.round_id and l.version = s.version and l.list_no = s.list_no
     where l.prize is not null order by l.round_id, l.list_no, l.position`,
    [roundIds, atMs],
  );

/** Prizes of other rounds that were finalized at an instant: what standings from before there were several went by. SPEC M15. */
export const readFinalizedPrizesOf = (db: Queries, roundIds: readonly string[], atMs: number): Promise<DecidedRow[]> =>
  db.query<DecidedRow>(
    `select l.round_id, s.standing_id, l.contestant_id, l.prize
     from round_events e join standings s on s.round_id = e.round_id and s.version = (e.detail->>'standingVersion')::int
     join standing_rows l on l.round_id = s.round_id and l.version = s.version and l.list_no = s.list_no
     where e.round_id = any($1::uuid[]) and e.kind = 'finalized' and e.at_ms <= $2 and l.prize is not null
     order by l.round_id, l.list_no, l.position`,
    [roundIds, atMs],
  );

/** The places of the lists of some names, with the unit that each person had before an instant. SPEC M14. */
export const readPlacesOfUnits = (
  db: Queries,
  roundId: string,
  version: number,
  { names, rankMax, beforeMs }: { names: readonly string[]; rankMax: number; beforeMs: number },
): Promise<{ list_no: number; contestant_id: string; rank: number; unit_code: string | null }[]> =>
  db.query(
    `select l.list_no, l.contestant_id, l.rank,
       (select m.unit_code from unit_memberships m where m.contestant_id = l.contestant_id and m.since_ms < $5
        order by m.since_ms desc limit 1) as unit_code
     from standings s join standing_rows l on l.round_id = s.round_id and l.version = s.version and l.list_no = s.list_no
     where s.round_id = $1 and s.version = $2 and split_part(s.standing_id, '@', 1) = any($3::text[]) and l.rank <= $4
     order by l.list_no, l.position`,
    [roundId, version, names, rankMax, beforeMs],
  );

/** Lists of the newest standings that wait for a drawing. SPEC M27. */
export const readDrawings = (
  db: Queries,
  roundIds: readonly string[],
): Promise<{ round_id: string; standing_id: string; to_draw: number }[]> =>
  db.query(
    `select s.round_id, s.standing_id, s.to_draw from standings s
     where s.round_id = any($1::uuid[]) and s.to_draw > 0
       and s.version = (select max(n.version) from standings n where n.round_id = s.round_id)
     order by s.round_id, s.list_no`,
    [roundIds],
  );
