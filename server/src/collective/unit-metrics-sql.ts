import { type PrizeRank, prizeRanks } from '@hoithi/shared/contract/rules';
import type { Queries } from '../platform/db/database.ts';

/** What an award counts, for every unit alone; the caller adds up. '' is for those without a unit. SPEC G4, C4. */
export type UnitMetrics = {
  persons: number; // distinct people whom the headcount covers
  citizens: number; // distinct other people
  attempts: number;
  personsByRound: Map<number, number>; // by ordinal, of those whom the headcount covers
  countedEntries: number;
  countedPoints: number;
  allCorrect: number;
  winners: number;
  prizes: Record<PrizeRank, number>;
};

export const noMetrics = (): UnitMetrics => ({
  persons: 0,
  citizens: 0,
  attempts: 0,
  personsByRound: new Map(),
  countedEntries: 0,
  countedPoints: 0,
  allCorrect: 0,
  winners: 0,
  prizes: { FIRST: 0, SECOND: 0, THIRD: 0, CONSOLATION: 0 },
});

/** A person's own unit at $2, as in `countByUnit`. */
const placed = (people: string) => `people as (${people}), placed as (
  select distinct on (p.contestant_id) p.contestant_id, coalesce(m.unit_code, '') as unit_code
  from people p left join unit_memberships m on m.contestant_id = p.contestant_id and m.since_ms <= $2
  order by p.contestant_id, m.since_ms desc
)`;

/** The standings that were settled, as `unnest` takes them. */
const standingsGiven = 'unnest($1::uuid[], $3::integer[]) as given(round_id, version)';

/**
 * Counts for each unit over some rounds of a contest: people and attempts from what was submitted, points and prizes
 * from the given standings. Everybody counts for one unit, their own at `asOfMs`. `prizeRanks`: what each of a round's prizes
 * counts as.
 */
export async function measureUnits(
  db: Queries,
  rounds: readonly { roundId: string; standingVersion: number | null }[],
  asOfMs: number,
  { citizensApart, prizeRanks: ranks }: { citizensApart: boolean; prizeRanks: readonly PrizeRank[] },
): Promise<Map<string, UnitMetrics>> {
  const metrics = new Map<string, UnitMetrics>();
  const of = (code: string): UnitMetrics => {
    const own = metrics.get(code) ?? noMetrics();
    metrics.set(code, own);
    return own;
  };
  await countPeople(db, of, { roundIds: rounds.map(({ roundId }) => roundId), asOfMs, citizensApart });
  const settled = rounds.filter(({ standingVersion }) => standingVersion !== null);
  if (settled.length > 0) await countEntries(db, of, settled, asOfMs, ranks);
  return metrics;
}

async function countPeople(
  db: Queries,
  of: (code: string) => UnitMetrics,
  { roundIds, asOfMs, citizensApart }: { roundIds: string[]; asOfMs: number; citizensApart: boolean },
): Promise<void> {
  const source = `with ${placed('select distinct contestant_id from counted_submissions where round_id = any($1::uuid[])')},
    named as (
      select p.contestant_id, p.unit_code, (c.audience is not distinct from 'CITIZEN' and $3::boolean) as citizen
      from placed p join contestants c on c.id = p.contestant_id
    )`;
  const given = [roundIds, asOfMs, citizensApart];
  const people = await db.query<{ unit_code: string; citizen: boolean; persons: number; attempts: number }>(
    `${source} select n.unit_code, n.citizen, count(distinct n.contestant_id)::int as persons, count(*)::int as attempts
     from named n join counted_submissions s on s.contestant_id = n.contestant_id and s.round_id = any($1::uuid[])
     group by 1, 2`,
    given,
  );
  for (const row of people) {
    const own = of(row.unit_code);
    own[row.citizen ? 'citizens' : 'persons'] += row.persons;
    own.attempts += row.attempts;
  }
  const byRound = await db.query<{ unit_code: string; ordinal: number; persons: number }>(
    `${source} select n.unit_code, s.round_ordinal as ordinal, count(distinct n.contestant_id)::int as persons
     from named n join counted_submissions s on s.contestant_id = n.contestant_id and s.round_id = any($1::uuid[])
     where not n.citizen group by 1, 2`,
    given,
  );
  for (const row of byRound) of(row.unit_code).personsByRound.set(row.ordinal, row.persons);
}

type EntriesRow = { unit_code: string; entries: number; points: number; all_correct: number; winners: number } & Record<
  PrizeRank,
  number
>;

async function countEntries(
  db: Queries,
  of: (code: string) => UnitMetrics,
  settled: readonly { roundId: string; standingVersion: number | null }[],
  asOfMs: number,
  ranks: readonly PrizeRank[],
): Promise<void> {
  const rows = await db.query<EntriesRow>(
    `with placed_once as (
       select distinct on (l.round_id, l.contestant_id) l.contestant_id, l.attempt_id, l.points, l.right_count,
         max(l.prize) over (partition by l.round_id, l.contestant_id) as prize
       from standing_rows l join ${standingsGiven} on l.round_id = given.round_id and l.version = given.version
       order by l.round_id, l.contestant_id, l.list_no
     ), ranked as (
       select o.contestant_id, o.attempt_id, o.points, o.right_count,
         case when o.prize ~ '^[0-9]+$' then ($4::text[])[o.prize::integer + 1] else o.prize end as prize from placed_once o
     ), ${placed('select distinct contestant_id from ranked')}
     select p.unit_code, count(*)::int as entries, sum(l.points)::bigint as points,
            count(*) filter (where l.right_count = s.question_count)::int as all_correct,
            count(distinct l.contestant_id) filter (where l.prize is not null)::int as winners,
            count(*) filter (where l.prize = 'FIRST')::int as "FIRST", count(*) filter (where l.prize = 'SECOND')::int as "SECOND",
            count(*) filter (where l.prize = 'THIRD')::int as "THIRD",
            count(*) filter (where l.prize = 'CONSOLATION')::int as "CONSOLATION"
     from ranked l join placed p on p.contestant_id = l.contestant_id join submissions s on s.attempt_id = l.attempt_id
     group by 1`,
    [settled.map(({ roundId }) => roundId), asOfMs, settled.map(({ standingVersion }) => standingVersion), ranks],
  );
  for (const row of rows) {
    const own = of(row.unit_code);
    own.countedEntries += row.entries;
    own.countedPoints += row.points;
    own.allCorrect += row.all_correct;
    own.winners += row.winners;
    for (const rank of prizeRanks) own.prizes[rank] += row[rank];
  }
}
