import type { Database, Queries } from '../platform/db/database.ts';

/** What each person adds to a contest and its rounds, counted in the database from the ledger beside it. SPEC C4-C6, A13. */

export type CountedContest = {
  contestId: string;
  rounds: readonly { roundId: string; closesAtMs: number }[];
  citizensApart: boolean;
};

/** Another number for each contest, and for nothing else that is locked by a number. */
const lockOf = `hashtextextended('counts', 0) # hashtextextended($1::text, 0)`;

/** One process at a time counts a contest: what it adds and takes away is the difference to what stands. */
export async function lockCounting(tx: Queries, contestId: string): Promise<boolean> {
  const rows = await tx.query<{ locked: boolean }>(`select pg_try_advisory_xact_lock(${lockOf}) as locked`, [
    contestId,
  ]);
  return rows[0]?.locked === true;
}

/** People of a contest who are due, and no longer from here on. */
export async function takeDue(tx: Queries, contestId: string, max: number): Promise<string[]> {
  const rows = await tx.query<{ contestant_id: string }>(
    `with taken as (
       delete from counts_due where id in (select id from counts_due where contest_id = $1 order by id limit $2)
       returning contestant_id
     ) select distinct contestant_id from taken`,
    [contestId, max],
  );
  return rows.map((row) => row.contestant_id);
}

/** How many entries of people who are due a contest has, up to a number. */
export async function countEntriesDue(db: Queries, contestId: string, upTo: number): Promise<number> {
  const rows = await db.query<{ due: number }>(
    'select count(*)::int as due from (select 1 from counts_due where contest_id = $1 limit $2) entries',
    [contestId, upTo],
  );
  return rows[0]?.due ?? 0;
}

/** Contests with people who are due, as far as the oldest of them tell. */
export async function readContestsDue(db: Queries): Promise<string[]> {
  const rows = await db.query<{ contest_id: string }>(
    'select distinct contest_id from (select contest_id from counts_due order by id limit 1000) oldest',
  );
  return rows.map((row) => row.contest_id);
}

/**
 * Counts some people anew, in the rounds and over the contest. A round's unit is that at its close; the contest's is the
 * latest. Holds the contest's lock. SPEC C5.
 */
export async function countAnew(tx: Queries, contest: CountedContest, who: readonly string[]): Promise<void> {
  await tx.query(
    `with scopes as (
       select * from unnest($2::uuid[], $3::bigint[]) as r(scope_id, as_of_ms)
     ), entries as (
       select s.contestant_id, s.round_id, count(*)::int as attempts, bool_or(s.answered = s.question_count) as complete
       from counted_submissions s where s.contestant_id = any($4::uuid[]) and s.contest_id = $1 group by 1, 2
     ), tallies as (
       select e.round_id as scope_id, e.contestant_id, e.attempts, e.complete, r.as_of_ms
       from entries e join scopes r on r.scope_id = e.round_id
       union all
       select $1, contestant_id, sum(attempts)::int, bool_or(complete), ${latest} from entries group by contestant_id
     ), placed as (
       select t.scope_id, t.contestant_id, t.attempts, t.complete,
              coalesce(m.unit_code, '') || case when $5::boolean and c.audience = 'CITIZEN' then '+' else '' end as place
       from tallies t join contestants c on c.id = t.contestant_id
       left join lateral (
         select unit_code from unit_memberships u where u.contestant_id = t.contestant_id and u.since_ms <= t.as_of_ms
         order by u.since_ms desc limit 1
       ) m on true
     ), before as (
       select * from person_counts p
       where p.contestant_id = any($4::uuid[]) and p.scope_id = any(array_append($2::uuid[], $1::uuid))
     ), gone as (
       delete from person_counts p using before b
       where p.scope_id = b.scope_id and p.contestant_id = b.contestant_id
         and not exists (select 1 from placed n where n.scope_id = p.scope_id and n.contestant_id = p.contestant_id)
     ), stored as (
       insert into person_counts as p (scope_id, contestant_id, attempts, complete, place)
       select scope_id, contestant_id, attempts, complete, place from placed
       on conflict (scope_id, contestant_id) do update
       set attempts = excluded.attempts, complete = excluded.complete, place = excluded.place
       where (p.attempts, p.complete, p.place) is distinct from (excluded.attempts, excluded.complete, excluded.place)
     ), changes as (
       select scope_id, place, 1 as persons, complete::int as complete, attempts from placed
       union all
       select scope_id, place, -1, -complete::int, -attempts from before
     )
     insert into place_counts as p (scope_id, place, persons, complete, attempts)
     select scope_id, place, sum(persons), sum(complete), sum(attempts) from changes group by scope_id, place
     having sum(persons) <> 0 or sum(complete) <> 0 or sum(attempts) <> 0
     on conflict (scope_id, place) do update set persons = p.persons + excluded.persons,
       complete = p.complete + excluded.complete, attempts = p.attempts + excluded.attempts`,
    [...placesOf(contest), who, contest.citizensApart],
  );
}

/**
 * Counts everybody of a contest anew by one query, whoever is due: for a crowd, of whom a page at a time would take minutes.
 * Holds the contest's lock. SPEC C5.
 */
export async function countWhole(tx: Queries, contest: CountedContest): Promise<void> {
  await wipe(tx, contest); // whoever becomes due from here on is counted again
  await tx.query(
    `with scopes as (
       select * from unnest($2::uuid[], $3::bigint[]) as r(scope_id, as_of_ms)
     ), entries as (
       select s.contestant_id, s.round_id, count(*)::int as attempts, bool_or(s.answered = s.question_count) as complete
       from counted_submissions s where s.contest_id = $1 group by 1, 2
     ), tallies as (
       select e.round_id as scope_id, e.contestant_id, e.attempts, e.complete, r.as_of_ms
       from entries e join scopes r on r.scope_id = e.round_id
       union all
       select $1, contestant_id, sum(attempts)::int, bool_or(complete), ${latest} from entries group by contestant_id
     )
     insert into person_counts (scope_id, contestant_id, attempts, complete, place)
     select distinct on (t.scope_id, t.contestant_id) t.scope_id, t.contestant_id, t.attempts, t.complete,
            coalesce(m.unit_code, '') || case when $4::boolean and c.audience = 'CITIZEN' then '+' else '' end
     from tallies t join contestants c on c.id = t.contestant_id
     left join unit_memberships m on m.contestant_id = t.contestant_id and m.since_ms <= t.as_of_ms
     order by t.scope_id, t.contestant_id, m.since_ms desc`,
    [...placesOf(contest), contest.citizensApart],
  );
  await tx.query(
    `insert into place_counts (scope_id, place, persons, complete, attempts)
     select scope_id, place, count(*), sum(complete::int), sum(attempts) from person_counts
     where scope_id = any(array_append($1::uuid[], $2::uuid)) group by scope_id, place`,
    [contest.rounds.map(({ roundId }) => roundId), contest.contestId],
  );
}

/** The contest, its rounds, and when each round's units are looked at. */
const placesOf = (contest: CountedContest) =>
  [
    contest.contestId,
    contest.rounds.map(({ roundId }) => roundId),
    contest.rounds.map(({ closesAtMs }) => Math.min(closesAtMs, Number.MAX_SAFE_INTEGER)),
  ] as const;

/** Later than any change of unit. */
const latest = '9007199254740991::bigint';

export type PlaceRow = { scope_id: string; place: string; persons: number; attempts: number };

/** What some rounds, or a contest under its own id, come to, by place. */
export const readPlaces = (db: Queries, scopeIds: readonly string[]): Promise<PlaceRow[]> =>
  db.query<PlaceRow>(
    `select scope_id, place, persons, attempts from place_counts
     where scope_id = any($1::uuid[]) and (persons <> 0 or attempts <> 0)`,
    [scopeIds],
  );

/** How many people a complete ranking of the round has at least. */
export async function countRankable(db: Queries, roundId: string, completeOnly: boolean): Promise<number> {
  const rows = await db.query<{ persons: number }>(
    `select coalesce(sum(case when $2::boolean then complete else persons end), 0)::int as persons
     from place_counts where scope_id = $1`,
    [roundId, completeOnly],
  );
  return rows[0]?.persons ?? 0;
}

export async function isCounted(db: Queries, contestId: string): Promise<boolean> {
  const rows = await db.query('select 1 from counted_contests where contest_id = $1', [contestId]);
  return rows.length > 0;
}

const wipe = async (
  tx: Queries,
  { contestId, rounds }: Pick<CountedContest, 'contestId' | 'rounds'>,
): Promise<void> => {
  const scopes = [contestId, ...rounds.map(({ roundId }) => roundId)];
  await tx.query('delete from person_counts where scope_id = any($1::uuid[])', [scopes]);
  await tx.query('delete from place_counts where scope_id = any($1::uuid[])', [scopes]);
  await tx.query('delete from counts_due where contest_id = $1', [contestId]);
};

/** Nothing of the contest is counted any more. */
export const wipeCounts = (db: Database, contest: Pick<CountedContest, 'contestId' | 'rounds'>): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${lockOf})`, [contest.contestId]);
    await wipe(tx, contest);
    await tx.query('delete from counted_contests where contest_id = $1', [contest.contestId]);
  });

/** Nobody of a contest that was never counted is counted, and everybody due. */
export const makeAllDue = (db: Database, contest: CountedContest): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${lockOf})`, [contest.contestId]);
    if (await isCounted(tx, contest.contestId)) return; // another process was first
    await wipe(tx, contest);
    await tx.query(
      `insert into counts_due (contest_id, contestant_id)
       select $1, c.id from contestants c
       where c.contest_id = $1 and exists (select 1 from submissions s where s.contestant_id = c.id)`,
      [contest.contestId],
    );
    await tx.query('insert into counted_contests (contest_id) values ($1)', [contest.contestId]);
  });
