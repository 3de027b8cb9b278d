import type { DecidedOn, Decision, Span } from '@hoithi/shared/rulebook/judge/decide';
import type { Facts, PersonFacts } from '@hoithi/shared/rulebook/judge/facts';
import type { Quiz } from '@hoithi/shared/rulebook/model/round';
import type { Given } from '@hoithi/shared/rules/questions/read-given';
import type { Queries } from '../platform/db/database.ts';

/** The facts of the ledger that results rest on, page by page. SPEC M5, M7. */

/** `corrected`: the questions whose key was corrected, with what was given last. */
export type LedgerAttempt = Omit<DecidedOn, 'sat'> & {
  corrected?: readonly { questionId: string; given: Given | null }[];
};
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
  /** On which lists the person stands. */
  listsOf: (contestantId: string) => readonly string[];
};

type EntryRow = PersonRow & {
  attempt_id: string;
  ordinal: number;
  points: number;
  right_count: number;
  question_count: number;
  answered: number;
  elapsed_ms: number;
  last_change_ms: number | null;
  points_max: number | null;
  right_by_level: Record<string, number> | null;
  started_at_ms: number;
  at_ms: number;
  voided_at_ms: number | null;
  prediction: number | null;
  corrected: [questionId: string, given: Given | null][] | null;
  handouts: [atMs: number, answeredAtMs: number | null][] | null;
};
type PersonRow = {
  contestant_id: string;
  registered_at_ms: number;
  audience: string | null;
  birth_date: string | null;
  roles: PersonFacts['roles'][number][] | null;
  units: [sinceMs: number, code: string][] | null;
  stated: [sinceMs: number, fields: Record<string, string | number>][] | null;
};

/** `quiz`: its questions' part, where it has one. */
export type RoundToRead = { roundId: string; name: string; quiz: Quiz | null };
const pageSize = 2_000; // of people: what one page takes does not delay an answer
const none = '00000000-0000-0000-0000-000000000000';

/** What is known of a person `c`; $1 to $4: whether units, roles, ages, fields are asked, $5 until when roles were entered. */
const personColumns = (entered: string) => `c.registered_at_ms, c.audience,
  case when $3 then coalesce((select f.birth_date::text from profiles f where f.contestant_id = c.id),
    (select d.birth_date::text from erased_people d where d.contestant_id = c.id)) end as birth_date,
  case when $2 then coalesce((select array_agg(e.role) from excluded_people e where e.person_id = c.person_id
    and e.contest_id = c.contest_id and e.made_at_ms <= ${entered}),
    (select array_agg(r ->> 0) from erased_people d, jsonb_array_elements(d.roles) r
     where d.contestant_id = c.id and (r ->> 1)::bigint <= ${entered})) end as roles,
  case when $1 then (select json_agg(json_build_array(m.since_ms, m.unit_code) order by m.since_ms)
    from unit_memberships m where m.contestant_id = c.id) end as units,
  case when $4 then (select json_agg(json_build_array(t.since_ms, t.fields) order by t.since_ms)
    from stated_fields t where t.contestant_id = c.id) end as stated`;
const entryColumns = `s.attempt_id, s.contestant_id, s.ordinal, s.points, s.right_count, s.question_count, s.answered, s.elapsed_ms,
  s.last_change_ms, s.points_max, s.right_by_level, s.started_at_ms, s.at_ms`;

/** What decisions look at of attempts beside what is always read. */
export type DecidedAbout = { questions: readonly string[]; fromMs: number | null; toMs: number | null };
const aboutNothing: DecidedAbout = { questions: [], fromMs: null, toMs: null };

/** Questions whose key was corrected, and the time within which incidents lie. */
export function decidedAbout(decisions: readonly Decision[]): DecidedAbout {
  const incidents = decisions.filter((each) => each.kind === 'incident');
  return {
    questions: [...new Set(decisions.flatMap((each) => (each.kind === 'key' ? [each.questionId] : [])))],
    fromMs: incidents.length === 0 ? null : Math.min(...incidents.map(({ fromMs }) => fromMs)),
    toMs: incidents.length === 0 ? null : Math.max(...incidents.map(({ toMs }) => toMs)),
  };
}

/**
 * All that was submitted in a round, by person, as it was submitted: what decisions made of it is left to them. Voids from
 * before there were decisions stand. Memory has one page of rows.
 */
export async function* readFactsOfRound(
  db: Queries,
  round: RoundToRead,
  asked: AskedOfPeople,
  about: DecidedAbout = aboutNothing,
): AsyncGenerator<FactsPage> {
  for (let after = none; ; ) {
    const [last] = await db.query<{ id: string | null }>(
      `select max(contestant_id::text) as id from (select x.contestant_id from submissions x where x.round_id = $1 and x.contestant_id > $2
       group by x.contestant_id order by x.contestant_id limit $3) page`,
      [round.roundId, after, pageSize],
    );
    if (!last?.id) return;
    yield pageOf(await readStretch(db, round, [after, last.id], asked, about), round, asked);
    after = last.id;
  }
}

/** A stretch of people, not a list of them: the database walks one index and looks at nobody else. $11: a paper, handed out once. */
const readStretch = (
  db: Queries,
  { roundId, quiz }: RoundToRead,
  [after, upTo]: readonly [string, string],
  { units, roles, ages, fields }: AskedOfPeople,
  { questions, fromMs, toMs }: DecidedAbout,
): Promise<EntryRow[]> =>
  db.query<EntryRow>(
    `select ${entryColumns}, v.at_ms as voided_at_ms, p.value as prediction, ${personColumns('s.at_ms')},
       case when cardinality($8::text[]) > 0 then (select json_agg(json_build_array(q.id,
         (select json_build_object('optionIds', w.option_ids, 'typed', w.typed) from answers w
          where w.attempt_id = s.attempt_id and w.question_id = q.id order by w.change_no desc limit 1)))
         from attempts t cross join unnest(t.question_ids) as q(id) where t.id = s.attempt_id and q.id = any($8::text[])) end as corrected,
       case when s.started_at_ms < $10::bigint and s.at_ms > $9::bigint then (select json_agg(json_build_array(h.at_ms,
         (select max(w.counted_at_ms) from answers w where w.attempt_id = h.attempt_id
          and (w.question_id = h.question_id or $11::boolean))) order by h.position)
         from handouts h where h.attempt_id = s.attempt_id) end as handouts
     from submissions s join contestants c on c.id = s.contestant_id join contests k on k.id = c.contest_id
     left join (select distinct on (w.attempt_id) w.attempt_id, w.voided, w.at_ms from attempt_voids w
                join attempts a on a.id = w.attempt_id where a.round_id = $5 and w.decision_no is null
                order by w.attempt_id, w.seq desc) v on v.attempt_id = s.attempt_id and v.voided
     left join predictions p on p.round_id = s.round_id and p.contestant_id = s.contestant_id
     where s.round_id = $5 and s.contestant_id > $6 and s.contestant_id <= $7 and c.id > $6 and c.id <= $7
       and not s.practice and (k.demo or not c.simulated)
     order by s.contestant_id, s.ordinal`,
    [units, roles, ages, fields, roundId, after, upTo, questions, fromMs, toMs, quiz?.pacing === 'paper'],
  );

/** People whom the committee or a show gave a number, whether they submitted anything or not. SPEC M23, M25. */
export async function* readFactsOfPeople(
  db: Queries,
  contestId: string,
  ids: readonly string[],
  asked: AskedOfPeople,
  atMs: number,
): AsyncGenerator<FactsPage> {
  for (let from = 0; from < ids.length; from += pageSize) {
    const rows = await db.query<PersonRow>(
      `select c.id as contestant_id, ${personColumns('$7::bigint')}
       from contestants c join contests k on k.id = c.contest_id
       where c.id = any($5::uuid[]) and c.contest_id = $6 and (k.demo or not c.simulated) order by c.id`,
      [asked.units, asked.roles, asked.ages, asked.fields, ids.slice(from, from + pageSize), contestId, atMs],
    );
    yield { people: rows.map((row) => personOf(row, asked)), attempts: [], predictions: [] };
  }
}

function pageOf(rows: readonly EntryRow[], round: RoundToRead, asked: AskedOfPeople): FactsPage {
  const page: FactsPage = { people: [], attempts: [], predictions: [] };
  let before: string | null = null;
  for (const row of rows) {
    page.attempts.push(attemptOf(row, round));
    if (row.contestant_id === before) continue;
    before = row.contestant_id;
    page.people.push(personOf(row, asked));
    if (row.prediction !== null)
      page.predictions.push({ personId: row.contestant_id, roundId: round.name, value: row.prediction });
  }
  return page;
}

const attemptOf = (row: EntryRow, { name, quiz }: RoundToRead): LedgerAttempt => ({
  attemptId: row.attempt_id,
  personId: row.contestant_id,
  roundId: name,
  ordinal: row.ordinal,
  startedAtMs: row.started_at_ms,
  submittedAtMs: row.at_ms,
  elapsedMs: row.elapsed_ms,
  elapsedToLastChangeMs: row.last_change_ms ?? row.elapsed_ms,
  points: row.points,
  pointsMax: row.points_max ?? row.question_count * (quiz?.points.default.right ?? 0),
  right: row.right_count,
  wrong: row.answered - row.right_count,
  blank: row.question_count - row.answered,
  rightByLevel: row.right_by_level ?? {},
  voidedAtMs: row.voided_at_ms,
  ...(row.corrected ? { corrected: row.corrected.map(([questionId, given]) => ({ questionId, given })) } : {}),
  ...(row.handouts ? { spans: spansOf(row.handouts, row.at_ms, quiz) } : {}),
});

/** The time that counted: from each hand-out to its answer, or to its limit or the end. Of a paper, up to the last answer and after it. */
function spansOf(handouts: NonNullable<EntryRow['handouts']>, atMs: number, quiz: Quiz | null): Span[] {
  const lastAt = handouts.findLastIndex(([, answeredAtMs]) => answeredAtMs !== null);
  if (quiz?.pacing === 'paper') {
    const [fromMs, changedAtMs] = handouts[0] ?? [atMs, null];
    const untilMs = changedAtMs ?? fromMs;
    return [
      { fromMs, toMs: untilMs, toLastChange: true },
      { fromMs: untilMs, toMs: atMs, toLastChange: false },
    ];
  }
  const limitMs = quiz?.questionSeconds ? quiz.questionSeconds * 1_000 : Number.POSITIVE_INFINITY;
  return handouts.map(([fromMs, answeredAtMs], at) => ({
    fromMs,
    toMs: answeredAtMs ?? Math.min(fromMs + limitMs, atMs),
    toLastChange: at <= lastAt,
  }));
}

const nobody: readonly never[] = [];
const personOf = (row: PersonRow, { unitOf, listsOf }: AskedOfPeople): PersonFacts => ({
  id: row.contestant_id,
  registeredAtMs: row.registered_at_ms,
  birthDate: row.birth_date,
  roles: row.roles ?? nobody,
  rosters: listsOf(row.contestant_id),
  profile: row.units || row.stated ? statedInTime(row, unitOf) : statedOnce(row.audience),
});

/** What the person stated, from each change on. */
function statedInTime(row: PersonRow, unitOf: AskedOfPeople['unitOf']): PersonFacts['profile'] {
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
