import type { Queries } from '../platform/db/database.ts';

/** What each person adds to the counts of a contest and its rounds, as the ledger has it. SPEC C4-C6, A13. */

export type CountedContest = {
  contestId: string;
  rounds: readonly { roundId: string; closesAtMs: number }[];
  citizensApart: boolean;
};
export type Tally = { who: string; revision: number; attempts: number; place: string };
/** Tallies by scope: of each round by its id, and of the whole contest by the contest's. */
export type TalliesByScope = Map<string, Tally[]>;

/** The unit's code, and a plus behind it for a citizen beside the unit's headcount. Nobody's unit is ''. */
export const placeOf = (unitCode: string | null, citizen: boolean): string => `${unitCode ?? ''}${citizen ? '+' : ''}`;
export function readPlace(place: string): { unitCode: string; citizen: boolean } {
  const citizen = place.endsWith('+');
  return { unitCode: citizen ? place.slice(0, -1) : place, citizen };
}

type PersonRow = { id: string; audience: string | null; since_ms: number[]; unit_codes: string[] };
type EntryRow = { contestant_id: string; round_id: string; rows: number; attempts: number };

/** Some people by their ids, or all of a contest whose ids lie in a stretch: behind `after`, up to `upTo`. */
export type Counted = readonly string[] | Stretch;
export type Stretch = { after: string; upTo: string };

const inList = (column: string) => `${column} = any($1::uuid[]) and $2::uuid is null`;
/** The database walks one index here; with a list of ids it would rather read everything for each page. */
const inStretch = (column: string) => `${column} > $1 and ${column} <= $2`;
const paramsOf = (who: Counted): readonly unknown[] => ('after' in who ? [who.after, who.upTo] : [who, null]);

/**
 * Tallies of some people. The revision is the number of ledger rows behind a tally: submissions, voids, changes of unit.
 * A round's unit is that at its close; the contest's is the latest.
 */
export async function readTallies(db: Queries, contest: CountedContest, who: Counted): Promise<TalliesByScope> {
  const stretch = 'after' in who;
  const people = await db.query<PersonRow>(
    `select c.id, c.audience, coalesce(m.since_ms, '{}') as since_ms, coalesce(m.unit_codes, '{}') as unit_codes
     from contestants c join contests k on k.id = c.contest_id
     left join lateral (
       select array_agg(since_ms::float8 order by since_ms) as since_ms, array_agg(unit_code order by since_ms) as unit_codes
       from unit_memberships where contestant_id = c.id
     ) m on true
     where ${stretch ? inStretch('c.id') : inList('c.id')} and c.contest_id = $3 and (k.demo or not c.simulated)`,
    [...paramsOf(who), contest.contestId],
  );
  const entries = await db.query<EntryRow>(
    `select s.contestant_id, s.round_id, (count(*) + coalesce(sum(v.rows), 0))::int as rows,
            count(*) filter (where v.voided is not true)::int as attempts
     from submissions s
     left join lateral (
       select count(*) as rows, (array_agg(voided order by seq desc))[1] as voided from attempt_voids where attempt_id = s.attempt_id
     ) v on true
     where ${stretch ? inStretch('s.contestant_id') : inList('s.contestant_id')} and s.round_id = any($3::uuid[]) and not s.practice group by 1, 2`,
    [...paramsOf(stretch ? who : people.map((person) => person.id)), contest.rounds.map((round) => round.roundId)],
  );
  const closesAtMs = new Map(contest.rounds.map((round) => [round.roundId, round.closesAtMs]));
  const byId = new Map(people.map((person) => [person.id, person]));
  const byScope: TalliesByScope = new Map();
  const whole = new Map<string, Tally>();
  for (const entry of entries) {
    const person = byId.get(entry.contestant_id);
    if (!person) continue;
    const citizen = contest.citizensApart && person.audience === 'CITIZEN';
    const changes = person.unit_codes.length;
    const tally = (asOfMs: number): Tally => ({
      who: person.id,
      revision: entry.rows + changes,
      attempts: entry.attempts,
      place: placeOf(unitAt(person, asOfMs), citizen),
    });
    const ofRound = byScope.get(entry.round_id) ?? [];
    ofRound.push(tally(closesAtMs.get(entry.round_id) ?? Number.POSITIVE_INFINITY));
    byScope.set(entry.round_id, ofRound);
    const sum = whole.get(person.id);
    if (sum) {
      sum.revision += entry.rows;
      sum.attempts += entry.attempts;
    } else whole.set(person.id, tally(Number.POSITIVE_INFINITY));
  }
  byScope.set(contest.contestId, [...whole.values()]);
  return byScope;
}

function unitAt({ since_ms, unit_codes }: PersonRow, asOfMs: number): string | null {
  const at = since_ms.findLastIndex((sinceMs) => sinceMs <= asOfMs);
  return unit_codes[at] ?? null;
}

/** Up to which id so many people of a contest follow; null: nobody does. */
export async function readStretchEnd(
  db: Queries,
  contestId: string,
  after: string,
  count: number,
): Promise<string | null> {
  const rows = await db.query<{ id: string | null }>(
    `select max(id::text) as id from (
       select id from contestants where contest_id = $1 and id > $2 order by id limit $3
     ) page`,
    [contestId, after, count],
  );
  return rows[0]?.id ?? null;
}

/** The sum of all revisions of a scope: what complete counters have. */
export async function sumRevisions(db: Queries, scope: { roundId: string } | { contestId: string }): Promise<number> {
  const column = 'roundId' in scope ? 's.round_id' : 'r.contest_id';
  const rows = await db.query<{ sum: number }>(
    `with own as materialized (
       select s.attempt_id, s.contestant_id from submissions s join rounds r on r.id = s.round_id
       join contests k on k.id = r.contest_id join contestants c on c.id = s.contestant_id
       where ${column} = $1 and not s.practice and (k.demo or not c.simulated)
     )
     select ((select count(*) from own)
           + (select count(*) from attempt_voids v where v.attempt_id in (select attempt_id from own))
           + (select count(*) from unit_memberships m where m.contestant_id in (select contestant_id from own)))::int as sum`,
    ['roundId' in scope ? scope.roundId : scope.contestId],
  );
  return rows[0]?.sum ?? 0;
}
