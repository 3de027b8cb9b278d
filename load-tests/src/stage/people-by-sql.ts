import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Stage } from './organizer.ts';

/**
 * Enrolled people with a session each, written as sign-in and enrolment would leave them. Gives back their cookies.
 * The person at `at` belongs to the unit at `at` of `unitCodes`, from the start again after the last; null: of all units without others below.
 */
export async function addPeople(
  db: pg.Client,
  stage: Stage,
  count: number,
  unitCodes: readonly string[] | null = null,
): Promise<string[]> {
  const codes = unitCodes ?? (await readLeafUnits(db, stage));
  const taken = await db.query<{ n: number }>('select count(*)::int as n from people');
  const firstNumber = 10_000_000 + (taken.rows[0]?.n ?? 0);
  const cookies: string[] = [];
  const pageSize = 5_000;
  for (let from = 0; from < count; from += pageSize) {
    const page = Array.from({ length: Math.min(pageSize, count - from) }, (_, at) => ({
      person: randomUUID(),
      contestant: randomUUID(),
      token: randomBytes(24).toString('base64url'),
      phone: `+849${String(firstNumber + from + at)}`,
      unit: codes[(from + at) % codes.length] ?? '',
    }));
    await insertPage(db, stage.contestId, page);
    cookies.push(...page.map((each) => `hoithi_contestant=${each.token}`));
  }
  await db.query('analyze');
  return cookies;
}

async function readLeafUnits(db: pg.Client, stage: Stage): Promise<string[]> {
  const units = await db.query<{ code: string }>(
    `select code from units u where contest_id = $1 and level not in ('PROVINCE', 'BLOCK')
     and not exists (select 1 from units below where below.contest_id = $1 and below.parent_code = u.code) order by code`,
    [stage.contestId],
  );
  return units.rows.map((row) => row.code);
}

type NewPerson = { person: string; contestant: string; token: string; phone: string; unit: string };

async function insertPage(db: pg.Client, contestId: string, page: readonly NewPerson[]): Promise<void> {
  const nowMs = Date.now();
  const column = (key: keyof NewPerson): string[] => page.map((each) => each[key]);
  await db.query('begin');
  await db.query(
    'insert into people (id, phone, simulated, made_at_ms) select id, phone, false, $3::bigint from unnest($1::uuid[], $2::text[]) as t(id, phone)',
    [column('person'), column('phone'), nowMs],
  );
  await db.query(
    `insert into contestants (id, contest_id, person_id, audience, simulated, registered_at_ms)
     select id, $3::uuid, person, null, false, $4::bigint from unnest($1::uuid[], $2::uuid[]) as t(id, person)`,
    [column('contestant'), column('person'), contestId, nowMs],
  );
  await db.query(
    `insert into profiles (contestant_id, name) select id, 'Nguyễn Thị Hường' from unnest($1::uuid[]) as t(id)`,
    [column('contestant')],
  );
  await db.query(
    `insert into unit_memberships (contestant_id, since_ms, unit_code)
     select id, $3::bigint, unit from unnest($1::uuid[], $2::text[]) as t(id, unit)`,
    [column('contestant'), column('unit'), nowMs],
  );
  await db.query(
    `insert into sessions (token_hash, kind, person_id, made_at_ms, expires_at_ms)
     select hash, 'contestant', person, $3::bigint, $3::bigint + 86400000 from unnest($1::text[], $2::uuid[]) as t(hash, person)`,
    [page.map((each) => createHash('sha256').update(each.token).digest('base64url')), column('person'), nowMs],
  );
  await db.query('commit');
}
