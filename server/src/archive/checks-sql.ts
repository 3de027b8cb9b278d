import type { Queries } from '../platform/db/database.ts';
import type { Table } from './tables-sql.ts';

/** One promise of the ledger and a query for the rows that break it, each named as `object`. SPEC B1, B2. */
export type Check = { id: string; sql: string };

const answers: Check[] = [
  {
    // An answer belongs to a question of its attempt that had been handed out; a paper is handed out whole, as one.
    id: 'answers.handed_out',
    sql: `select a.id::text as object from answers a
      left join attempts t on t.id = a.attempt_id
      left join rounds r on r.id = t.round_id
      left join rules_versions v on v.contest_id = r.contest_id and v.version = t.rules_version
      left join handouts h on h.attempt_id = a.attempt_id
        and (h.question_id = a.question_id or (h.position = 1 and v.rules @? '$.**.pacing ? (@ == "paper")'
          and not exists (select from handouts o where o.attempt_id = a.attempt_id and o.position > 1)))
      where t.id is null or h.attempt_id is null or not a.question_id = any(t.question_ids)`,
  },
  {
    id: 'answers.changes', // 0, 1, 2, … without a gap
    sql: `select attempt_id || ' ' || question_id as object from answers group by attempt_id, question_id
      having min(change_no) <> 0 or max(change_no) <> count(*) - 1`,
  },
  {
    id: 'answers.options', // what was chosen is an option of the frozen question
    sql: `select a.id::text as object from answers a join attempts t on t.id = a.attempt_id join rounds r on r.id = t.round_id
      left join questions q on q.contest_id = r.contest_id and q.question_id = a.question_id
      where q.question_id is null or exists (select 1 from unnest(a.option_ids) o where not exists (
        select 1 from jsonb_array_elements(q.body->'options') b where b->>'id' = o))`,
  },
];

const attempts: Check[] = [
  {
    id: 'attempts.references', // a contestant and a round of the same contest, rules and questions that exist
    sql: `select t.id::text as object from attempts t
      left join rounds r on r.id = t.round_id left join contestants c on c.id = t.contestant_id
      left join rules_versions v on v.contest_id = r.contest_id and v.version = t.rules_version
      where r.id is null or c.id is null or c.contest_id <> r.contest_id or v.version is null
        or exists (select 1 from unnest(t.question_ids) u where not exists (
          select 1 from questions q where q.contest_id = r.contest_id and q.question_id = u))`,
  },
  {
    id: 'attempts.numbers', // a person's attempts of a round from 1 without a gap, and those for practice too
    sql: `select round_id || ' ' || contestant_id as object from attempts group by round_id, contestant_id, practice
      having min(ordinal) <> 1 or max(ordinal) <> count(*)`,
  },
  {
    id: 'seals.questions', // what a round was sealed with is what the contest has under its id
    sql: `select s.round_id || ' ' || s.question_id as object from sealed_questions s join rounds r on r.id = s.round_id
      left join questions q on q.contest_id = r.contest_id and q.question_id = s.question_id
      where q.question_id is null or q.topic <> s.topic or q.body <> s.body`,
  },
  {
    id: 'seals.drawn', // an attempt that counts draws what its round was sealed with
    sql: `select t.id::text as object from attempts t join round_seals s on s.round_id = t.round_id
      where not t.practice and t.started_at_ms >= s.sealed_at_ms
        and exists (select 1 from unnest(t.question_ids) u where not exists (
          select 1 from sealed_questions q where q.round_id = t.round_id and q.question_id = u))`,
  },
  {
    id: 'handouts.order', // positions without a gap, each the attempt's question of that place
    sql: `select h.attempt_id::text as object from handouts h left join attempts t on t.id = h.attempt_id
      group by h.attempt_id
      having max(h.position) <> count(*) or min(h.position) <> 1 or bool_or(t.id is null)
        or bool_or(h.question_id is distinct from t.question_ids[h.position])`,
  },
  {
    id: 'submissions.attempt', // repeats its attempt correctly
    sql: `select s.attempt_id::text as object from submissions s left join attempts t on t.id = s.attempt_id
      where t.id is null or (s.round_id, s.contestant_id, s.practice, s.ordinal, s.started_at_ms)
        is distinct from (t.round_id, t.contestant_id, t.practice, t.ordinal, t.started_at_ms)`,
  },
  {
    id: 'submissions.settled', // a settled round has no open attempt
    sql: `select t.id::text as object from round_events e join attempts t on t.round_id = e.round_id
      where e.kind = 'settled' and not exists (select 1 from submissions s where s.attempt_id = t.id)`,
  },
  {
    id: 'predictions.attempt',
    sql: `select p.round_id || ' ' || p.contestant_id as object from predictions p left join attempts t on t.id = p.attempt_id
      where t.id is null or t.round_id <> p.round_id or t.contestant_id <> p.contestant_id`,
  },
];

const rounds: Check[] = [
  {
    id: 'attempt_voids.numbers',
    sql: `select attempt_id::text as object from attempt_voids group by attempt_id having min(seq) <> 1 or max(seq) <> count(*)`,
  },
  {
    id: 'attempt_voids.decided', // a voiding since there is a log rests on a decision of its contest
    sql: `select v.attempt_id || ' ' || v.seq as object from attempt_voids v join attempts t on t.id = v.attempt_id
      join rounds r on r.id = t.round_id
      left join decisions d on d.contest_id = r.contest_id and d.no = v.decision_no
      where d.no is null and (v.decision_no is not null or exists (
        select from contest_logs l where l.contest_id = r.contest_id and l.made_at_ms <= v.at_ms))`,
  },
  {
    id: 'decisions.numbers',
    sql: `select contest_id::text as object from decisions group by contest_id having min(no) <> 1 or max(no) <> count(*)`,
  },
  {
    id: 'round_events.publication', // what an event calls published lies there
    sql: `select e.round_id || ' ' || e.seq as object from round_events e
      left join publications p on p.round_id = e.round_id and p.version = (e.detail->>'standingVersion')::int
      where e.kind in ('published', 'corrected') and p.round_id is null`,
  },
  {
    id: 'exclusions.trail', // as many people as the trail said last
    sql: `select k.slug as object from contests k join lateral (
        select a.detail->'after'->>'people' as people from audit a where a.contest_id = k.id
          and a.act in ('exclusions:add', 'exclusions:remove') order by a.id desc limit 1) said on said.people is not null
      where said.people::int <> (select count(*) from exclusions e where e.contest_id = k.id)`,
  },
  {
    id: 'unit_merges.numbers',
    sql: `select contest_id::text as object from unit_merges group by contest_id having min(seq) <> 1 or max(seq) <> count(*)`,
  },
  {
    id: 'rules_versions.numbers',
    sql: `select contest_id::text as object from rules_versions group by contest_id
      having min(version) <> 1 or max(version) <> count(*)`,
  },
  {
    id: 'round_events.numbers',
    sql: `select round_id::text as object from round_events group by round_id having min(seq) <> 1 or max(seq) <> count(*)`,
  },
  {
    id: 'round_events.standing', // a standing that an event names exists
    sql: `select e.round_id || ' ' || e.seq as object from round_events e
      left join standings s on s.round_id = e.round_id and s.version = (e.detail->>'standingVersion')::int
      where e.detail ? 'standingVersion' and s.round_id is null`,
  },
  {
    id: 'standings.numbers',
    sql: `select round_id::text as object from standings group by round_id
      having min(version) <> 1 or max(version) <> count(distinct version)
      union all select round_id || ' ' || version from standings group by round_id, version
      having min(list_no) <> 1 or max(list_no) <> count(*)`,
  },
  {
    id: 'standing_rows.places', // places without a gap, each by a submission of that person
    sql: `select l.round_id || ' ' || l.version as object from standing_rows l
      left join standings s on s.round_id = l.round_id and s.version = l.version and s.list_no = l.list_no
      left join submissions b on b.attempt_id = l.attempt_id and b.contestant_id = l.contestant_id
      group by l.round_id, l.version, l.list_no
      having min(l.position) <> 1 or max(l.position) <> count(*) or bool_or(s.round_id is null)
        or bool_or(b.attempt_id is null and l.attempt_id is not null)`,
  },
  {
    id: 'collective_standings.numbers',
    sql: `select contest_id::text as object from collective_standings group by contest_id
      having min(version) <> 1 or max(version) <> count(*)`,
  },
  {
    id: 'collective_decisions.numbers',
    sql: `select contest_id::text as object from collective_decisions group by contest_id
      having min(seq) <> 1 or max(seq) <> count(*)`,
  },
  {
    id: 'collective_rows.places', // places without a gap
    sql: `select contest_id || ' ' || version as object from collective_rows group by contest_id, version
      having min(position) <> 1 or max(position) <> count(*)`,
  },
];

export const showChecks: readonly Check[] = [
  {
    id: 'show_events.numbers',
    sql: `select run_id::text as object from show_events group by run_id having min(seq) <> 1 or max(seq) <> count(*)`,
  },
  {
    id: 'show_runs.references', // a show of the same contest, and its first event
    sql: `select r.id::text as object from show_runs r left join shows s on s.id = r.show_id
      left join show_events e on e.run_id = r.id and e.seq = 1 and e.kind = 'opened'
      where s.id is null or s.contest_id <> r.contest_id or e.run_id is null`,
  },
  {
    id: 'show_players.references',
    sql: `select t.id::text as object from show_players t left join show_runs r on r.id = t.run_id
      left join contestants c on c.id = t.contestant_id
      where r.id is null or (t.contestant_id is not null and (c.id is null or c.contest_id <> r.contest_id))`,
  },
  {
    id: 'show_answers.references', // by a player of the same run, to a question that was asked
    sql: `select a.id::text as object from show_answers a
      left join show_players t on t.id = a.player_id and t.run_id = a.run_id
      left join show_events e on e.run_id = a.run_id and e.kind = 'asked' and e.asking = a.asking
      where t.id is null or e.run_id is null`,
  },
  {
    id: 'show_answers.changes', // 1, 2, 3, … without a gap
    sql: `select run_id || ' ' || asking || ' ' || player_id as object from show_answers group by run_id, asking, player_id
      having min(change_no) <> 1 or max(change_no) <> count(*)`,
  },
];

/** Free text that may name a person: an organizer's reason, what happened in a show, who did it. */
const texts = `
  select 'audit ' || id as object, detail, actor || ' ' || object as words from audit
  union all select 'round_events ' || round_id || ' ' || seq, detail, actor from round_events
  union all select 'show_events ' || run_id || ' ' || seq, detail, actor from show_events
  union all select 'attempt_voids ' || attempt_id || ' ' || seq, to_jsonb(reason), actor from attempt_voids
  union all select 'unit_merges ' || contest_id || ' ' || seq, to_jsonb(reason), actor from unit_merges
  union all select 'rules_versions ' || contest_id || ' ' || version, '{}'::jsonb, actor from rules_versions`;

/** A Vietnamese phone, an e-mail address, or the twelve digits of an identity card, standing alone. */
const personal = String.raw`(^|[^0-9a-f-])((\+?84|0)[35789][0-9]{8}|0[0-9]{11})($|[^0-9a-f-])|[^\s@]+@[^\s@]+\.[a-z]{2,}`;

/** The ledger has ids, never names or phones. SPEC B2, S8. */
const privacyChecks: readonly Check[] = [
  {
    id: 'audit.shape', // an object of short plain values; a list may have ids
    sql: `select 'audit ' || a.id as object from audit a where jsonb_typeof(a.detail) <> 'object'
      or exists (select 1 from jsonb_path_query(a.detail, 'strict $.**') v
        where jsonb_typeof(v) = 'string' and length(v #>> '{}') > 1000)
      or exists (select 1 from jsonb_path_query(a.detail, 'strict $.** ? (@.type() == "object").keyvalue().key') k
        where lower(k #>> '{}') in ('name', 'fullname', 'phone', 'address', 'email', 'nationalid', 'birthdate', 'nickname'))`,
  },
  {
    id: 'ledger.phones',
    sql: `select t.object from (${texts}) t where t.words ~ '${personal}'
      or exists (select 1 from jsonb_path_query(t.detail, 'strict $.** ? (@.type() == "string")') v where v #>> '{}' ~ '${personal}')`,
  },
  {
    id: 'ledger.names', // whole values that are the name of somebody known
    sql: `select distinct t.object from (${texts}) t, lateral (
        select lower(v #>> '{}') as word from jsonb_path_query(t.detail, 'strict $.** ? (@.type() == "string")') v
        union all select lower(t.words)) w
      join (select distinct lower(name) as name from profiles where name like '% %') p on p.name = w.word`,
  },
];

export const checks: readonly Check[] = [...answers, ...attempts, ...rounds, ...showChecks, ...privacyChecks];

export type Finding = { check: string; count: number; samples: string[] };
export const samplesMax = 5;

/** How often a promise is broken, and the first few objects. null: nowhere. */
export async function runCheck(tx: Queries, { id, sql }: Check): Promise<Finding | null> {
  const rows = await tx.query<{ n: number; object: string | null }>(
    `select count(*) over ()::int as n, object from (${sql}) found order by object limit ${samplesMax}`,
  );
  const [first] = rows;
  return first ? { check: id, count: first.n, samples: rows.map((row) => row.object ?? '') } : null;
}

/** `tgtype` of a trigger before (2) delete (8), update (16) and truncate (32), for each statement. */
const beforeAnyChange = 2 + 8 + 16 + 32;

/** Tables of the ledger without the trigger that refuses every change, by the function that refuses. SPEC B1. */
export async function findUnguardedTables(tx: Queries, tables: readonly Table[]): Promise<Finding | null> {
  const found = await tx.query<{ name: string }>(
    `select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
     where c.relnamespace = 'public'::regnamespace and not t.tgisinternal and t.tgenabled in ('O', 'A')
       and t.tgtype = ${beforeAnyChange} and t.tgqual is null and p.proname = 'refuse_rewriting'
       and btrim(regexp_replace(p.prosrc, '\\s+', ' ', 'g')) like 'begin raise exception ''the ledger is append-only:%; end'`,
  );
  const guarded = new Set(found.map((row) => row.name));
  const unguarded = tables.filter((table) => table.ledger && !guarded.has(table.name)).map((table) => table.name);
  return unguarded.length === 0 ? null : { check: 'triggers', count: unguarded.length, samples: unguarded };
}
