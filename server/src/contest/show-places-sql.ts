import type { Queries } from '../platform/db/database.ts';

/** Places and points of shows that are a part of a round. SPEC M25. */
export type ShowPlace = { contestant_id: string; place: number; points: number };

/**
 * What the shows of rounds came to by an instant: of each its last run that ended before its round was settled and was no
 * rehearsal. `roundIds` and `shows` are one list of pairs.
 */
export const readShowPlaces = (
  db: Queries,
  contestId: string,
  { roundIds, shows }: { roundIds: readonly string[]; shows: readonly string[] },
  atMs: number,
): Promise<(ShowPlace & { round_id: string; show: string })[]> =>
  db.query(
    `select last.round_id, last.slug as show, p.contestant_id, p.place, p.points from (
       select distinct on (t.round_id, s.slug) t.round_id, s.slug, r.id
       from unnest($2::uuid[], $3::text[]) as t(round_id, slug) join shows s on s.slug = t.slug
       join show_runs r on r.show_id = s.id join show_events e on e.run_id = r.id and e.kind = 'ended'
       where r.contest_id = $1 and not r.rehearsal and e.at_ms <= $4
         and not exists (select from round_events c where c.round_id = t.round_id and c.kind = 'settled' and c.at_ms < e.at_ms)
       order by t.round_id, s.slug, e.at_ms desc
     ) last join show_places p on p.run_id = last.id order by last.round_id, last.slug, p.place, p.contestant_id`,
    [contestId, roundIds, shows, atMs],
  );

export type EndedRun = { run_id: string; show: string; at_ms: number };
/** Runs of these shows that came to something, in the order in which they ended. */
export const readEndedRuns = (db: Queries, contestId: string, shows: readonly string[]): Promise<EndedRun[]> =>
  db.query<EndedRun>(
    `select r.id as run_id, s.slug as show, e.at_ms from show_runs r join shows s on s.id = r.show_id
     join show_events e on e.run_id = r.id and e.kind = 'ended'
     where r.contest_id = $1 and not r.rehearsal and s.slug = any($2::text[]) order by e.at_ms, r.id`,
    [contestId, shows],
  );

/** What a run came to, by pseudonyms; in a real contest nobody who is simulated. SPEC Z1. */
export const readSealedPlaces = (
  db: Queries,
  runId: string,
  demo: boolean,
): Promise<{ pseudonym: string; place: number; points: number }[]> =>
  db.query(
    `select z.pseudonym, p.place, p.points from show_places p join contestants c on c.id = p.contestant_id
     join contestant_seals z on z.contestant_id = p.contestant_id
     where p.run_id = $1 and ($2 or not c.simulated) order by p.place, z.pseudonym`,
    [runId, demo],
  );

/** Whoever has a place gets a pseudonym too. */
export const sealShowPlaces = (tx: Queries, runId: string): Promise<unknown> =>
  tx.query(
    `insert into contestant_seals (contestant_id) select contestant_id from show_places where run_id = $1
     on conflict do nothing`,
    [runId],
  );

/** Shows of a contest that were held to their end. */
export const readHeldShows = (db: Queries, contestId: string): Promise<{ show: string }[]> =>
  db.query(
    `select distinct s.slug as show from show_runs r join shows s on s.id = r.show_id
     join show_events e on e.run_id = r.id and e.kind = 'ended' where r.contest_id = $1 and not r.rehearsal`,
    [contestId],
  );

/** Runs of equals that were held to their end, the newest first. */
export const readTieRuns = (
  db: Queries,
  contestId: string,
): Promise<{ id: string; code: string; tie: unknown; ended_at_ms: number }[]> =>
  db.query(
    `select r.id, r.code, o.detail -> 'tie' as tie, e.at_ms as ended_at_ms from show_runs r
     join show_events o on o.run_id = r.id and o.kind = 'opened' and o.detail ->> 'tie' is not null
     join show_events e on e.run_id = r.id and e.kind = 'ended'
     where r.contest_id = $1 and not r.rehearsal order by e.at_ms desc`,
    [contestId],
  );

/** What one run came to. */
export const readPlacesOfRun = (db: Queries, runId: string): Promise<{ contestant_id: string; place: number }[]> =>
  db.query('select contestant_id, place from show_places where run_id = $1 order by place, contestant_id', [runId]);

/** Saves what a run came to, in the transaction that ends it. */
export const insertShowPlaces = (tx: Queries, runId: string, places: readonly ShowPlace[], atMs: number) =>
  tx.query(
    `insert into show_places (run_id, contestant_id, place, points, at_ms)
     select $1, t.contestant_id, t.place, t.points, $5
     from unnest($2::uuid[], $3::integer[], $4::bigint[]) as t(contestant_id, place, points) on conflict do nothing`,
    [
      runId,
      places.map((each) => each.contestant_id),
      places.map((each) => each.place),
      places.map((each) => each.points),
      atMs,
    ],
  );
