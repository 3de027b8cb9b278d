import type { UnitDraft } from '@hoithi/shared/contract/unit-table';
import type { Queries } from '../platform/db/database.ts';

/** Headcounts by their day, so that a round has the one of its close. SPEC C20. */

export type Headcount = { headcount: number | null; headcountDate: string | null; headcountSource: string | null };

/** Saves what these units had until now, and what they have from now on. Called before the units are changed. */
export async function saveHeadcounts(
  tx: Queries,
  contestId: string,
  units: readonly UnitDraft[],
  atMs: number,
): Promise<void> {
  const codes = units.map((unit) => unit.code);
  await tx.query(
    `insert into headcounts (contest_id, unit_code, loaded_at_ms, headcount, day, source)
     select u.contest_id, u.code, 0, u.headcount, u.headcount_date, u.headcount_source from units u
     where u.contest_id = $1 and u.code = any($2::text[]) and u.headcount is not null on conflict do nothing`,
    [contestId, codes],
  );
  await tx.query(
    `insert into headcounts (contest_id, unit_code, loaded_at_ms, headcount, day, source)
     select $1, t.code, greatest($2, (select max(h.loaded_at_ms) + 1 from headcounts h where h.contest_id = $1 and h.unit_code = t.code and h.kind = '')),
            t.headcount, t.day, t.source
     from unnest($3::text[], $4::integer[], $5::date[], $6::text[]) as t(code, headcount, day, source)
     where not exists (
       select 1 from units u where u.contest_id = $1 and u.code = t.code
         and (u.headcount, u.headcount_date, u.headcount_source) is not distinct from (t.headcount, t.day, t.source))`,
    [
      contestId,
      atMs,
      codes,
      units.map((unit) => unit.headcount),
      units.map((unit) => unit.headcountDate),
      units.map((unit) => unit.headcountSource),
    ],
  );
}

/**
 * The headcounts of a day (ISO date), of units whose headcount ever changed: of each the one of the latest day up to it, or
 * else of the first day after it; of one day the one loaded last. `loadedByMs`: what was loaded until then alone. SPEC C20.
 */
export async function readHeadcountsOf(
  db: Queries,
  contestId: string,
  day: string,
  loadedByMs = Number.MAX_SAFE_INTEGER,
): Promise<Map<string, Headcount>> {
  const rows = await db.query<{ unit_code: string } & Headcount>(
    `with dated as (
       select *, coalesce(day, (to_timestamp(loaded_at_ms / 1000.0) at time zone 'Asia/Ho_Chi_Minh')::date) as as_of
       from headcounts where contest_id = $1 and kind = '' and loaded_at_ms <= $3
     )
     select distinct on (unit_code) unit_code, headcount, to_char(day, 'YYYY-MM-DD') as "headcountDate",
            source as "headcountSource"
     from dated order by unit_code, (as_of <= $2::date) desc, abs(as_of - $2::date), loaded_at_ms desc`,
    [contestId, day, loadedByMs],
  );
  return new Map(rows.map(({ unit_code, ...headcount }) => [unit_code, headcount]));
}

export type KindHeadcount = { unit_code: string; kind: string } & Headcount;

/** The same of a kind of people, such as officials, where the committee brought it. SPEC C20, M13. */
export const readKindHeadcounts = (
  db: Queries,
  contestId: string,
  day: string,
  loadedByMs = Number.MAX_SAFE_INTEGER,
): Promise<KindHeadcount[]> =>
  db.query<KindHeadcount>(
    `select distinct on (unit_code, kind) unit_code, kind, headcount, to_char(day, 'YYYY-MM-DD') as "headcountDate",
            source as "headcountSource"
     from headcounts where contest_id = $1 and kind <> '' and loaded_at_ms <= $3
     order by unit_code, kind, (day <= $2::date) desc, abs(day - $2::date), loaded_at_ms desc`,
    [contestId, day, loadedByMs],
  );

/** Adds headcounts of a kind; earlier ones stay, as of their day. */
export async function saveKindHeadcounts(
  tx: Queries,
  contestId: string,
  kind: string,
  units: readonly Pick<UnitDraft, 'code' | 'headcount' | 'headcountDate' | 'headcountSource'>[],
  atMs: number,
): Promise<void> {
  await tx.query(
    `insert into headcounts (contest_id, unit_code, kind, loaded_at_ms, headcount, day, source)
     select $1, t.code, $2, greatest($3::bigint, (select max(h.loaded_at_ms) + 1 from headcounts h
              where h.contest_id = $1 and h.unit_code = t.code and h.kind = $2)), t.headcount, t.day, t.source
     from unnest($4::text[], $5::integer[], $6::date[], $7::text[]) as t(code, headcount, day, source)`,
    [
      ...[contestId, kind, atMs, units.map(({ code }) => code), units.map(({ headcount }) => headcount)],
      ...[units.map(({ headcountDate }) => headcountDate), units.map(({ headcountSource }) => headcountSource)],
    ],
  );
}
