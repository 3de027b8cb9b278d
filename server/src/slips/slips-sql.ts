import { randomBytes } from 'node:crypto';
import type { SlipView } from '@hoithi/shared/contract/slip-views';
import type { Queries } from '../platform/db/database.ts';

/** Slips with codes: of code and PIN there are hashes alone, under a key of the contest's. SPEC S20-S24. */

export type NewSlip = { id: string; unitCode: string | null; name: string; code: string; personId: string | null };
/** What signing in looks at. */
export type SlipRow = {
  id: string;
  name: string;
  used_at_ms: number | null;
  person_id: string | null;
  at_desk: boolean;
};

export async function insertSlips(
  tx: Queries,
  contestId: string,
  atMs: number,
  slips: readonly NewSlip[],
  atDesk = false,
): Promise<void> {
  await tx.query('insert into roster_keys (contest_id, key) values ($1, $2) on conflict do nothing', [
    contestId,
    randomBytes(32),
  ]);
  await tx.query(
    `insert into slips (id, contest_id, unit_code, name, code_hash, made_at_ms, person_id, at_desk)
     select t.id, $1, t.unit, t.name, sha256(k.key || convert_to(t.code, 'UTF8')), $2, t.person, $8
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::uuid[]) as t(id, unit, name, code, person)
     join roster_keys k on k.contest_id = $1`,
    [
      contestId,
      atMs,
      slips.map(({ id }) => id),
      slips.map(({ unitCode }) => unitCode),
      slips.map(({ name }) => name),
      slips.map(({ code }) => code),
      slips.map(({ personId }) => personId),
      atDesk,
    ],
  );
}

/** The slip of a code that still holds; null: there is none. */
export async function readSlipByCode(db: Queries, contestId: string, code: string): Promise<SlipRow | null> {
  const [row] = await db.query<SlipRow>(
    `select s.id, s.name, s.used_at_ms, s.person_id, s.at_desk from slips s join roster_keys k on k.contest_id = s.contest_id
     where s.contest_id = $1 and s.code_hash = sha256(k.key || convert_to($2, 'UTF8')) and s.withdrawn_at_ms is null`,
    [contestId, code],
  );
  return row ?? null;
}

// A PIN of six digits is held by how often it may be tried, not by the cost of its hash.
const pinHash = `sha256(k.key || convert_to(s.id::text || $2::text, 'UTF8'))`;

/** Gives an unused slip its PIN and its person; false: somebody else used it meanwhile. */
export async function useSlip(
  tx: Queries,
  slipId: string,
  pin: string,
  by: { personId: string; atMs: number },
): Promise<boolean> {
  const rows = await tx.query(
    `update slips s set used_at_ms = $4, person_id = coalesce(s.person_id, $3), pin_hash = ${pinHash}
     from roster_keys k where s.id = $1 and k.contest_id = s.contest_id and s.used_at_ms is null
       and s.withdrawn_at_ms is null returning s.id`,
    [slipId, pin, by.personId, by.atMs],
  );
  return rows.length === 1;
}

export async function isPinOf(db: Queries, slipId: string, pin: string): Promise<boolean> {
  const rows = await db.query(
    `select 1 from slips s join roster_keys k on k.contest_id = s.contest_id where s.id = $1 and s.pin_hash = ${pinHash}`,
    [slipId, pin],
  );
  return rows.length === 1;
}

export const countMiss = (db: Queries, contestId: string, hourMs: number): Promise<unknown> =>
  db.query(
    `insert into slip_misses (contest_id, hour_ms, misses) values ($1, $2, 1)
     on conflict (contest_id, hour_ms) do update set misses = slip_misses.misses + 1`,
    [contestId, hourMs],
  );

export async function readMisses(db: Queries, contestId: string, sinceMs: number): Promise<number> {
  const [row] = await db.query<{ misses: number }>(
    'select coalesce(sum(misses), 0)::int as misses from slip_misses where contest_id = $1 and hour_ms >= $2',
    [contestId, sinceMs],
  );
  return row?.misses ?? 0;
}

const stateOf = `case when s.withdrawn_at_ms is not null then 'withdrawn' when s.used_at_ms is null then 'unused' else 'used' end`;

export const countSlips = (
  db: Queries,
  contestId: string,
): Promise<{ unit_code: string | null; state: SlipView['state']; slips: number }[]> =>
  db.query(
    `select s.unit_code, ${stateOf} as state, count(*)::int as slips from slips s where s.contest_id = $1 group by 1, 2`,
    [contestId],
  );

export type FoundSlip = Omit<SlipView, 'unitName'> & { unitCode: string | null };

/** Of this contest, by what their names hold (`like`: a pattern) and by unit; with how many there are in all. */
export const findSlips = (
  db: Queries,
  contestId: string,
  by: { like: string; unit: string | null; max: number },
): Promise<(FoundSlip & { of: number })[]> =>
  db.query(
    `select s.id, s.name, s.unit_code as "unitCode", ${stateOf} as state, s.made_at_ms as "madeAtMs",
       s.used_at_ms as "usedAtMs", (count(*) over ())::int as of
     from slips s where s.contest_id = $1 and s.name ilike $2 and ($3::text is null or s.unit_code = $3)
     order by s.name, s.made_at_ms, s.id limit $4`,
    [contestId, by.like, by.unit, by.max],
  );

export type WithdrawnSlip = {
  id: string;
  name: string;
  unit_code: string | null;
  person_id: string | null;
  at_desk: boolean;
};

/** null: it does not hold any more, or is of another contest. */
export async function withdrawSlip(
  tx: Queries,
  contestId: string,
  slipId: string,
  atMs: number,
): Promise<WithdrawnSlip | null> {
  const [row] = await tx.query<WithdrawnSlip>(
    `update slips set withdrawn_at_ms = $3 where id = $1 and contest_id = $2 and withdrawn_at_ms is null
     returning id, name, unit_code, person_id, at_desk`,
    [slipId, contestId, atMs],
  );
  return row ?? null;
}

/** Slips and what was guessed at them; answers how many slips there were. SPEC S24. */
export async function deleteSlips(tx: Queries, contestId: string): Promise<number> {
  const rows = await tx.query('delete from slips where contest_id = $1 returning id', [contestId]);
  await tx.query('delete from slip_misses where contest_id = $1', [contestId]);
  return rows.length;
}

export async function hasSlips(db: Queries, contestId: string): Promise<boolean> {
  return (await db.query('select 1 from slips where contest_id = $1 limit 1', [contestId])).length === 1;
}
