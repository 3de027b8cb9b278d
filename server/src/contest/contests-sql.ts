import type { EntryWay } from '@hoithi/shared/contract/entry-ways';
import type { UnitLevel } from '@hoithi/shared/contract/sign-in';
import type { UnitDraft } from '@hoithi/shared/contract/unit-table';
import { addFrozenUses } from '../media/media-sql.ts';
import type { Queries } from '../platform/db/database.ts';

/** Rows of a contest: its rules versions, rounds, frozen questions and units. */

export type ContestRow = {
  id: string;
  slug: string;
  organization_id: string;
  demo: boolean;
  made_at_ms: number;
};
/** rehearsal: made for one, and listed nowhere. SPEC Y2. */
export type CachedContestRow = ContestRow & {
  archived_at_ms: number | null;
  removed_at_ms: number | null;
  entry_ways: EntryWay[];
} & { rehearsal: boolean; takes_banks: boolean; takes_unapproved: boolean };
export type RoundRow = { id: string; contest_id: string; ordinal: number };
export type RulesVersionRow = {
  contest_id: string;
  version: number;
  rules: unknown;
  made_at_ms: number;
  reason: string | null;
  by_name: string | null;
};
export type QuestionRow = {
  contest_id: string;
  question_id: string;
  topic: string;
  body: unknown;
  bank_question_id: string | null;
  bank_version: number | null;
  is_current: boolean;
};
/** `origin`: the question of a bank and its version. */
export type FrozenRow = { id: string; topic: string; body: unknown; origin: { id: string; version: number } | null };
export type UnitRow = {
  code: string;
  name: string;
  level: UnitLevel;
  parentCode: string | null;
  headcount: number | null;
  headcountDate: string | null;
  headcountSource: string | null;
  block: string | null;
  validFrom: string | null;
  validTo: string | null;
  replacedBy: string[];
  tile: [number, number] | null;
};

/** What is known of a unit of which only code, name, level and place are. */
export const bareUnit = {
  headcount: null,
  headcountDate: null,
  headcountSource: null,
  block: null,
  validFrom: null,
  validTo: null,
  replacedBy: [],
} satisfies Partial<UnitRow>;

/** Returns false where the slug is taken, also by a contest that another transaction is only just inserting. SPEC O1. */
export async function insertContest(tx: Queries, contest: ContestRow, rules: unknown, actor: string): Promise<boolean> {
  const inserted = await tx.query(
    `insert into contests (id, slug, organization_id, demo, made_at_ms) values ($1, $2, $3, $4, $5)
     on conflict (slug) do nothing returning id`,
    [contest.id, contest.slug, contest.organization_id, contest.demo, contest.made_at_ms],
  );
  if (inserted.length === 0) return false;
  await tx.query(
    'insert into rules_versions (contest_id, version, rules, made_at_ms, actor) values ($1, 1, $2::jsonb, $3, $4)',
    [contest.id, JSON.stringify(rules), contest.made_at_ms, actor],
  );
  return true;
}

/** The next version of a contest's rules; false: somebody else wrote it meanwhile. SPEC J11. */
export async function insertAmendment(tx: Queries, version: RulesVersionRow & { actor: string }): Promise<boolean> {
  const rows = await tx.query(
    `insert into rules_versions (contest_id, version, rules, made_at_ms, actor, reason, by_name)
     values ($1, $2, $3::jsonb, $4, $5, $6, $7) on conflict do nothing returning version`,
    [
      version.contest_id,
      version.version,
      JSON.stringify(version.rules),
      version.made_at_ms,
      version.actor,
      version.reason,
      version.by_name,
    ],
  );
  return rows.length === 1;
}

export async function insertRounds(tx: Queries, rounds: readonly RoundRow[]): Promise<void> {
  await tx.query(
    'insert into rounds (id, contest_id, ordinal) select * from unnest($1::uuid[], $2::uuid[], $3::integer[])',
    [rounds.map((round) => round.id), rounds.map((round) => round.contest_id), rounds.map((round) => round.ordinal)],
  );
}

export async function insertQuestions(tx: Queries, contestId: string, questions: readonly FrozenRow[]): Promise<void> {
  await tx.query(
    `insert into questions (contest_id, question_id, topic, body, bank_question_id, bank_version)
     select $1, t.id, t.topic, t.body::jsonb, t.origin, t.version
     from unnest($2::text[], $3::text[], $4::text[], $5::uuid[], $6::integer[]) as t(id, topic, body, origin, version)
     on conflict do nothing`,
    [
      contestId,
      questions.map((q) => q.id),
      questions.map((q) => q.topic),
      questions.map((q) => JSON.stringify(q.body)),
      questions.map((q) => q.origin?.id ?? null),
      questions.map((q) => q.origin?.version ?? null),
    ],
  );
  await addFrozenUses(tx, contestId);
}

/** The contest draws from the banks of its organization. */
export const setTakesBanks = (tx: Queries, contestId: string, takesUnapproved: boolean): Promise<unknown> =>
  tx.query('update contests set takes_banks = true, takes_unapproved = $2 where id = $1', [contestId, takesUnapproved]);

/** null: it does not draw from banks. */
export async function readTakesBanks(db: Queries, contestId: string): Promise<{ takesUnapproved: boolean } | null> {
  const [row] = await db.query<{ takes_banks: boolean; takes_unapproved: boolean }>(
    'select takes_banks, takes_unapproved from contests where id = $1',
    [contestId],
  );
  return row?.takes_banks ? { takesUnapproved: row.takes_unapproved } : null;
}

/** From now on rounds that are not sealed draw these. */
export const setCurrent = (tx: Queries, contestId: string, questionIds: readonly string[]): Promise<unknown> =>
  tx.query(
    `update questions set is_current = (question_id = any($2::text[]))
     where contest_id = $1 and bank_question_id is not null and is_current <> (question_id = any($2::text[]))`,
    [contestId, questionIds],
  );

/** Column by column, as `unnest` takes them. */
const columnsOf = (units: readonly UnitDraft[]) => [
  units.map((u) => u.code),
  units.map((u) => u.name),
  units.map((u) => u.level),
  units.map((u) => u.parentCode),
  units.map((u) => u.headcount),
  units.map((u) => u.headcountDate),
  units.map((u) => u.headcountSource),
  units.map((u) => u.block),
  units.map((u) => u.validFrom),
  units.map((u) => u.validTo),
  units.map((u) => u.replacedBy.join(' ')),
];
const columnNames =
  'code, name, level, parent_code, headcount, headcount_date, headcount_source, block, valid_from, valid_to, replaced_by';
const columnArrays = `$2::text[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::date[], $8::text[], $9::text[],
  $10::date[], $11::date[], $12::text[]`;
const columnValues = `$1, t.code, t.name, t.level, t.parent_code, t.headcount, t.headcount_date, t.headcount_source, t.block,
  t.valid_from, t.valid_to, array_remove(string_to_array(t.replaced_by, ' '), '')`;

export async function insertUnits(tx: Queries, contestId: string, units: readonly UnitRow[]): Promise<void> {
  await tx.query(
    `insert into units (contest_id, ${columnNames}, tile_column, tile_row) select ${columnValues}, t.tile_column, t.tile_row
     from unnest(${columnArrays}, $13::integer[], $14::integer[]) as t(${columnNames}, tile_column, tile_row)`,
    [contestId, ...columnsOf(units), units.map((u) => u.tile?.[0] ?? null), units.map((u) => u.tile?.[1] ?? null)],
  );
}

/** Questions and units of one contest as another has them now. SPEC Y2. */
export async function copyFrozen(tx: Queries, fromContestId: string, toContestId: string): Promise<void> {
  await tx.query(
    `insert into questions (contest_id, question_id, topic, body, bank_question_id, bank_version, is_current)
     select $2, question_id, topic, body, bank_question_id, bank_version, is_current from questions where contest_id = $1`,
    [fromContestId, toContestId],
  );
  await addFrozenUses(tx, toContestId);
  await tx.query(
    `insert into units (contest_id, ${columnNames}, tile_column, tile_row)
     select $2, ${columnNames}, tile_column, tile_row from units where contest_id = $1`,
    [fromContestId, toContestId],
  );
}

/** Adds units and renews those of the same code; their places on the map stay. SPEC U3. */
export const upsertUnits = (tx: Queries, contestId: string, units: readonly UnitDraft[]): Promise<unknown> =>
  tx.query(
    `insert into units (contest_id, ${columnNames}) select ${columnValues} from unnest(${columnArrays}) as t(${columnNames})
     on conflict (contest_id, code) do update set name = excluded.name, level = excluded.level,
       parent_code = excluded.parent_code, headcount = excluded.headcount, headcount_date = excluded.headcount_date,
       headcount_source = excluded.headcount_source, block = excluded.block, valid_from = excluded.valid_from,
       valid_to = excluded.valid_to, replaced_by = excluded.replaced_by`,
    [contestId, ...columnsOf(units)],
  );

/** Until the transaction ends nobody else changes the contest's units. */
export const lockContest = (tx: Queries, contestId: string): Promise<unknown> =>
  tx.query('select 1 from contests where id = $1 for update', [contestId]);

/** Every contest, and that of the rehearsal that runs; those of rehearsals that are over are left aside. SPEC Y2. */
export const readContests = (db: Queries): Promise<CachedContestRow[]> =>
  db.query<CachedContestRow>(
    `select k.*, r.id is not null as rehearsal from contests k left join rehearsals r on r.contest_id = k.id
     where (r.id is null or r.ended_at_ms is null) and k.removed_at_ms is null order by k.made_at_ms, k.slug`,
  );

/** How far the ledger is with each contest: its rules version, the steps of all its rounds, their seals, collective prizes. */
export type ContestMark = { id: string; version: number; steps: number; seals: number; collective: boolean };
export const readContestMarks = (db: Queries): Promise<ContestMark[]> =>
  db.query<ContestMark>(
    `select k.id, (select max(v.version) from rules_versions v where v.contest_id = k.id) as version,
       (select count(*)::int from rounds r join round_events e on e.round_id = r.id where r.contest_id = k.id) as steps,
       (select count(*)::int from rounds r join round_seals e on e.round_id = r.id where r.contest_id = k.id) as seals,
       exists (select 1 from collective_publications c where c.contest_id = k.id) as collective
     from contests k left join rehearsals r on r.contest_id = k.id where (r.id is null or r.ended_at_ms is null) and k.removed_at_ms is null`,
  );

export const readRounds = (db: Queries, contestId: string): Promise<RoundRow[]> =>
  db.query<RoundRow>('select * from rounds where contest_id = $1 order by ordinal', [contestId]);

export const readRulesVersions = (db: Queries, contestId: string): Promise<RulesVersionRow[]> =>
  db.query<RulesVersionRow>(
    `select contest_id, version, rules, made_at_ms, reason, by_name from rules_versions
     where contest_id = $1 order by version`,
    [contestId],
  );

export const readQuestions = (db: Queries, contestId: string): Promise<QuestionRow[]> =>
  db.query<QuestionRow>('select * from questions where contest_id = $1 order by question_id', [contestId]);

export const readUnits = (db: Queries, contestId: string): Promise<UnitRow[]> =>
  db.query<UnitRow>(
    `select code, name, level, parent_code as "parentCode", headcount, to_char(headcount_date, 'YYYY-MM-DD') as "headcountDate",
            headcount_source as "headcountSource", block, to_char(valid_from, 'YYYY-MM-DD') as "validFrom",
            to_char(valid_to, 'YYYY-MM-DD') as "validTo", replaced_by as "replacedBy",
            case when tile_column is null then null else json_build_array(tile_column, tile_row) end as tile
     from units where contest_id = $1 order by code`,
    [contestId],
  );

export async function isCollectivePublished(db: Queries, contestId: string): Promise<boolean> {
  const rows = await db.query('select 1 from collective_publications where contest_id = $1 limit 1', [contestId]);
  return rows.length === 1;
}

/** Whether a contest has a unit of this code. */
export async function hasUnit(db: Queries, contestId: string, code: string): Promise<boolean> {
  return (await db.query('select 1 from units where contest_id = $1 and code = $2', [contestId, code])).length === 1;
}
