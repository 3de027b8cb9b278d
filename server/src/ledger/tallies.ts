import type { Queries } from './database.ts';

/** What each person adds to the counts of a contest and its rounds, as the ledger tells it. SPEC C4-C6, A13. */

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

/**
 * Tallies of some people. The revision is the number of ledger rows behind a tally: submissions, voids, changes of unit.
 * A round's unit is that at its close, or the first chosen later; the contest's is the latest.
 */
export async function readTallies(
  db: Queries,
  contest: CountedContest,
  who: readonly string[],
): Promise<TalliesByScope> {
  const people = await db.query<PersonRow>(
    `select c.id, c.audience, coalesce(m.since_ms, '{}') as since_ms, coalesce(m.unit_codes, '{}') as unit_codes
     from contestants c join contests k on k.id = c.contest_id
     left join lateral (
       select array_agg(since_ms::float8 order by since_ms) as since_ms, array_agg(unit_code order by since_ms) as unit_codes
       from unit_memberships where contestant_id = c.id
     ) m on true
     where c.id = any($1::uuid[]) and c.contest_id = $2 and (k.demo or not c.simulated)`,
    [who, contest.contestId],
  );
  const entries = await db.query<EntryRow>(
    `select s.contestant_id, s.round_id, (count(*) + coalesce(sum(v.rows), 0))::int as rows,
            count(*) filter (where v.voided is not true)::int as attempts
     from submissions s
     left join lateral (
       select count(*) as rows, (array_agg(voided order by seq desc))[1] as voided from attempt_voids where attempt_id = s.attempt_id
     ) v on true
     where s.contestant_id = any($1::uuid[]) and s.round_id = any($2::uuid[]) and not s.practice group by 1, 2`,
    [people.map((person) => person.id), contest.rounds.map((round) => round.roundId)],
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
  const later = since_ms.findIndex((sinceMs) => sinceMs > asOfMs);
  const at = later === -1 ? unit_codes.length - 1 : Math.max(0, later - 1);
  return unit_codes[at] ?? null;
}

/** People of a contest in the order of their ids, a page at a time. */
export async function readContestantIds(
  db: Queries,
  contestId: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    'select id from contestants where contest_id = $1 and id > $2 order by id limit $3',
    [contestId, after, limit],
  );
  return rows.map((row) => row.id);
}

/** The sum of all revisions of a scope: what complete counters hold. */
export async function sumRevisions(db: Queries, scope: { roundId: string } | { contestId: string }): Promise<number> {
  const [column, id] = 'roundId' in scope ? ['s.round_id', scope.roundId] : ['r.contest_id', scope.contestId];
  const rows = await db.query<{ sum: number }>(
    `with own as materialized (
       select s.attempt_id, s.contestant_id from submissions s join rounds r on r.id = s.round_id
       join contests k on k.id = r.contest_id join contestants c on c.id = s.contestant_id
       where ${column} = $1 and not s.practice and (k.demo or not c.simulated)
     )
     select ((select count(*) from own)
           + (select count(*) from attempt_voids v where v.attempt_id in (select attempt_id from own))
           + (select count(*) from unit_memberships m where m.contestant_id in (select contestant_id from own)))::int as sum`,
    [id],
  );
  return rows[0]?.sum ?? 0;
}
