import type { AttemptFacts, Facts, PersonFacts } from '@hoithi/shared/rulebook/judge/facts';
import type { Queries } from '../platform/db/database.ts';

/** The facts of the ledger that results rest on, page by page. SPEC M5, M7. */

export type LedgerAttempt = AttemptFacts & { attemptId: string };
export type FactsPage = {
  people: PersonFacts[];
  attempts: LedgerAttempt[];
  predictions: Facts['predictions'][number][];
};

/** What populations look at; the rest is not read. `unitOf`: the unit that a code means, since entries may be merged. */
export type AskedOfPeople = {
  units: boolean;
  roles: boolean;
  ages: boolean;
  fields: boolean;
  unitOf: (code: string) => string;
};

type EntryRow = {
  attempt_id: string;
  contestant_id: string;
  ordinal: number;
  points: number;
  right_count: number;
  question_count: number;
  answered: number;
  elapsed_ms: number;
  started_at_ms: number;
  at_ms: number;
  voided_at_ms: number | null;
  prediction: number | null;
  registered_at_ms: number;
  audience: string | null;
  birth_date: string | null;
  roles: PersonFacts['roles'][number][] | null;
  units: [sinceMs: number, code: string][] | null;
  stated: [sinceMs: number, fields: Record<string, string | number>][] | null;
};

export type RoundToRead = { roundId: string; name: string; pointsPerQuestion: number };
const pageSize = 2_000; // of people: what one page takes does not delay an answer
const none = '00000000-0000-0000-0000-000000000000';

/** All that was submitted in a round, by person; memory has one page of rows. */
export async function* readFactsOfRound(
  db: Queries,
  round: RoundToRead,
  asked: AskedOfPeople,
): AsyncGenerator<FactsPage> {
  for (let after = none; ; ) {
    const [last] = await db.query<{ id: string | null }>(
      `select max(contestant_id::text) as id from (select x.contestant_id from submissions x where x.round_id = $1 and x.contestant_id > $2
       group by x.contestant_id order by x.contestant_id limit $3) page`,
      [round.roundId, after, pageSize],
    );
    if (!last?.id) return;
    yield pageOf(await readStretch(db, round.roundId, after, last.id, asked), round, asked);
    after = last.id;
  }
}

/** A stretch of people, not a list of them: the database walks one index and looks at nobody else. */
const readStretch = (
  db: Queries,
  roundId: string,
  after: string,
  upTo: string,
  { units, roles, ages, fields }: AskedOfPeople,
): Promise<EntryRow[]> =>
  db.query<EntryRow>(
    `select s.attempt_id, s.contestant_id, s.ordinal, s.points, s.right_count, s.question_count, s.answered, s.elapsed_ms,
            s.started_at_ms, s.at_ms, null::bigint as voided_at_ms, p.value as prediction, c.registered_at_ms, c.audience,
            case when $6 then (select f.birth_date::text from profiles f where f.contestant_id = c.id) end as birth_date,
            case when $5 then (select array_agg(e.role) from people o join exclusions e on e.phone = o.phone
              and e.contest_id = c.contest_id and e.made_at_ms <= s.at_ms where o.id = c.person_id) end as roles,
            case when $4 then (select json_agg(json_build_array(m.since_ms, m.unit_code) order by m.since_ms)
              from unit_memberships m where m.contestant_id = c.id) end as units,
            case when $7 then (select json_agg(json_build_array(t.since_ms, t.fields) order by t.since_ms)
              from stated_fields t where t.contestant_id = c.id) end as stated
     from counted_submissions s join contestants c on c.id = s.contestant_id
     left join predictions p on p.round_id = s.round_id and p.contestant_id = s.contestant_id
     where s.round_id = $1 and s.contestant_id > $2 and s.contestant_id <= $3 and c.id > $2 and c.id <= $3
     order by s.contestant_id, s.ordinal`,
    [roundId, after, upTo, units, roles, ages, fields],
  );

/**
 * Attempts of a round that were taken out after an instant: a prediction that counts as things stood at the close still
 * counts them. SPEC M8, A13.
 */
export async function readFactsTakenOut(
  db: Queries,
  round: RoundToRead,
  asked: AskedOfPeople,
  since: number,
): Promise<FactsPage> {
  const rows = await db.query<EntryRow>(
    `select s.attempt_id, s.contestant_id, s.ordinal, s.points, s.right_count, s.question_count, s.answered, s.elapsed_ms,
            s.started_at_ms, s.at_ms, v.at_ms as voided_at_ms, p.value as prediction, c.registered_at_ms, c.audience,
            case when $5 then (select f.birth_date::text from profiles f where f.contestant_id = c.id) end as birth_date,
            case when $4 then (select array_agg(e.role) from people o join exclusions e on e.phone = o.phone
              and e.contest_id = c.contest_id and e.made_at_ms <= s.at_ms where o.id = c.person_id) end as roles,
            case when $3 then (select json_agg(json_build_array(m.since_ms, m.unit_code) order by m.since_ms)
              from unit_memberships m where m.contestant_id = c.id) end as units,
            case when $6 then (select json_agg(json_build_array(t.since_ms, t.fields) order by t.since_ms)
              from stated_fields t where t.contestant_id = c.id) end as stated
     from (select distinct on (w.attempt_id) w.attempt_id, w.voided, w.at_ms from attempt_voids w
           join attempts a on a.id = w.attempt_id where a.round_id = $1 order by w.attempt_id, w.seq desc) v
     join submissions s on s.attempt_id = v.attempt_id and not s.practice
     join contestants c on c.id = s.contestant_id join contests k on k.id = c.contest_id
     left join predictions p on p.round_id = s.round_id and p.contestant_id = s.contestant_id
     where v.voided and v.at_ms >= $2 and (k.demo or not c.simulated) order by s.contestant_id, s.ordinal`,
    [round.roundId, since, asked.units, asked.roles, asked.ages, asked.fields],
  );
  return pageOf(rows, round, asked);
}

function pageOf(rows: readonly EntryRow[], round: RoundToRead, { unitOf }: AskedOfPeople): FactsPage {
  const page: FactsPage = { people: [], attempts: [], predictions: [] };
  let before: string | null = null;
  for (const row of rows) {
    page.attempts.push(attemptOf(row, round));
    if (row.contestant_id === before) continue;
    before = row.contestant_id;
    page.people.push(personOf(row, unitOf));
    if (row.prediction !== null)
      page.predictions.push({ personId: row.contestant_id, roundId: round.name, value: row.prediction });
  }
  return page;
}

const attemptOf = (row: EntryRow, { name, pointsPerQuestion }: RoundToRead): LedgerAttempt => ({
  attemptId: row.attempt_id,
  personId: row.contestant_id,
  roundId: name,
  ordinal: row.ordinal,
  startedAtMs: row.started_at_ms,
  submittedAtMs: row.at_ms,
  elapsedMs: row.elapsed_ms,
  elapsedToLastChangeMs: row.elapsed_ms,
  points: row.points,
  pointsMax: row.question_count * pointsPerQuestion,
  right: row.right_count,
  wrong: row.answered - row.right_count,
  blank: row.question_count - row.answered,
  rightByLevel: {},
  voidedAtMs: row.voided_at_ms,
});

const nobody: readonly never[] = [];
const personOf = (row: EntryRow, unitOf: AskedOfPeople['unitOf']): PersonFacts => ({
  id: row.contestant_id,
  registeredAtMs: row.registered_at_ms,
  birthDate: row.birth_date,
  roles: row.roles ?? nobody,
  rosters: nobody,
  profile: row.units || row.stated ? statedInTime(row, unitOf) : statedOnce(row.audience),
});

/** What the person stated, from each change on. */
function statedInTime(row: EntryRow, unitOf: AskedOfPeople['unitOf']): PersonFacts['profile'] {
  const { units, stated, audience } = { units: row.units ?? [], stated: row.stated ?? [], audience: row.audience };
  const instants = [...new Set([...units, ...stated].map(([sinceMs]) => sinceMs))].toSorted(
    (one, other) => one - other,
  );
  return instants.map((fromMs) => {
    const unit = units.findLast(([sinceMs]) => sinceMs <= fromMs)?.[1];
    const own = (stated.findLast(([sinceMs]) => sinceMs <= fromMs) ?? stated[0])?.[1];
    return { fromMs, unit: unit === undefined ? null : unitOf(unit), fields: { ...fieldsOf(audience), ...own } };
  });
}

const fieldsOf = (audience: string | null): Record<string, string> => (audience === null ? {} : { audience });

/** Half a million people state one of a few things: they share the value. */
const stated = new Map<string | null, PersonFacts['profile']>();
function statedOnce(audience: string | null): PersonFacts['profile'] {
  const known = stated.get(audience) ?? [{ fromMs: 0, unit: null, fields: fieldsOf(audience) }];
  stated.set(audience, known);
  return known;
}
