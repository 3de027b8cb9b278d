import type { ExcludedRole } from '@hoithi/shared/contract/refusal';
import type { placeOrders } from '@hoithi/shared/contract/result-desk';
import type { Queries } from '../platform/db/database.ts';
import type { RankedRow } from '../round/standings-sql.ts';

/** The committee's page of a result. SPEC F14-F19. */

export async function isContestantOf(db: Queries, contestId: string, personId: string): Promise<boolean> {
  const rows = await db.query('select 1 from contestants where id = $1 and contest_id = $2', [personId, contestId]);
  return rows.length === 1;
}

export type ListRow = {
  list_no: number;
  standing_id: string;
  places: number;
  prizes: number;
  to_decide: number;
  to_draw: number;
};
/** The lists of a version, with how many places and prizes each has. */
export const readLists = (db: Queries, roundId: string, version: number): Promise<ListRow[]> =>
  db.query<ListRow>(
    `select s.list_no, s.standing_id, s.to_decide, s.to_draw,
            (select count(*) from standing_rows l where l.round_id = s.round_id and l.version = s.version and l.list_no = s.list_no)::integer as places,
            (select count(*) from standing_rows l where l.round_id = s.round_id and l.version = s.version and l.list_no = s.list_no
               and l.prize is not null)::integer as prizes
     from standings s where s.round_id = $1 and s.version = $2 order by s.list_no`,
    [roundId, version],
  );

export type UndecidedRow = { list_no: number; rank: number; contestant_id: string };
/** All who share a rank with somebody whose prize is to decide: an order is about all of them. */
export const readUndecidedRows = (db: Queries, roundId: string, version: number): Promise<UndecidedRow[]> =>
  db.query<UndecidedRow>(
    `select l.list_no, l.rank, l.contestant_id from standing_rows l
     where l.round_id = $1 and l.version = $2 and (l.list_no, l.rank) in (
       select u.list_no, u.rank from standing_rows u where u.round_id = $1 and u.version = $2 and u.to_decide)
     order by l.list_no, l.position limit 2000`,
    [roundId, version],
  );

export type PlaceRow = RankedRow & { position: number; unit_code: string | null; total: number };
export type PlacesAsked = {
  roundId: string;
  version: number;
  list: number;
  /** Of these units alone; null: of all. */
  units: readonly string[] | null;
  only: 'all' | 'prize' | 'toDecide';
  /** This prize alone; null: any. */
  prize: string | null;
  order: (typeof placeOrders)[number];
  reversed: boolean;
  /** Units are those of this instant. */
  asOfMs: number;
  offset: number;
  max: number;
};
/** A page of a list, filtered and in an order; `total`: how many fit in all. */
export const readPlacesPage = (db: Queries, asked: PlacesAsked): Promise<PlaceRow[]> =>
  db.query<PlaceRow>(
    `select l.position, l.contestant_id, l.attempt_id, l.rank, l.points, l.right_count, l.elapsed_ms, l.submitted_at_ms, l.prediction,
            l.prediction_error, l.ahead_decided_by, l.behind_decided_by, l.prize, l.amount_vnd, l.to_decide, l.to_draw,
            m.unit_code, (count(*) over ())::integer as total
     from standing_rows l
     left join lateral (select x.unit_code from unit_memberships x where x.contestant_id = l.contestant_id and x.since_ms <= $4
       order by x.since_ms desc limit 1) m on true
     where l.round_id = $1 and l.version = $2 and l.list_no = $3
       and ($5::text[] is null or m.unit_code = any($5::text[]))
       and ($6 = 'all' or ($6 = 'prize' and l.prize is not null) or ($6 = 'toDecide' and l.to_decide))
       and ($10::text is null or l.prize = $10::text)
     order by (case when $11::boolean then -1 else 1 end) * case $7 when 'points' then -l.points when 'elapsed' then l.elapsed_ms
       when 'submitted' then l.submitted_at_ms when 'prediction' then l.prediction_error else l.position end, l.position
     offset $8 limit $9`,
    [
      asked.roundId,
      asked.version,
      asked.list,
      asked.asOfMs,
      asked.units,
      asked.only,
      asked.order,
      asked.offset,
      asked.max,
      asked.prize,
      asked.reversed,
    ],
  );

export type LaterRow = { personId: string; role: ExcludedRole; reason: string; excludedAtMs: number; attempts: number };

/** People with counting submissions of a round from before they were excluded, the first exclusion of each. SPEC F18a. */
export const readExcludedLater = (db: Queries, contestId: string, roundId: string): Promise<LaterRow[]> =>
  db.query<LaterRow>(
    `select distinct on (c.id) c.id as "personId", e.role, e.reason, e.made_at_ms as "excludedAtMs",
       (select count(*)::int from counted_submissions s
        where s.round_id = $2 and s.contestant_id = c.id and s.at_ms < e.made_at_ms) as attempts
     from excluded_people e join contestants c on c.contest_id = e.contest_id and c.person_id = e.person_id
     where e.contest_id = $1 and exists (select 1 from counted_submissions s
       where s.round_id = $2 and s.contestant_id = c.id and s.at_ms < e.made_at_ms)
     order by c.id, e.made_at_ms`,
    [contestId, roundId],
  );

/** Phones of people of a contest, for those who may read contacts. */
export const readPhones = (
  db: Queries,
  contestantIds: readonly string[],
): Promise<{ id: string; phone: string | null }[]> =>
  db.query<{ id: string; phone: string | null }>(
    'select c.id, p.phone from contestants c join people p on p.id = c.person_id where c.id = any($1::uuid[])',
    [contestantIds],
  );
