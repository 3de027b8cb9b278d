import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';

/** A leader's session for each unit, written as the leader's link would leave it. Gives back their cookies. */
export async function addLeaders(db: pg.Client, contestId: string, unitCodes: readonly string[]): Promise<string[]> {
  const tokens = unitCodes.map(() => randomBytes(24).toString('base64url'));
  await db.query(
    `insert into sessions (token_hash, kind, role, contest_id, unit_code, made_at_ms, expires_at_ms)
     select hash, 'staff', 'unit-leader', $3::uuid, unit, $4::bigint, $4::bigint + 86400000
     from unnest($1::text[], $2::text[]) as t(hash, unit)`,
    [tokens.map((token) => createHash('sha256').update(token).digest('base64url')), unitCodes, contestId, Date.now()],
  );
  return tokens.map((token) => `hoithi_staff=${token}`);
}

/** The secret link of the contest's screens, which shows participation. */
export async function addScreenLink(db: pg.Client, contestId: string): Promise<string> {
  const made = randomBytes(24).toString('base64url');
  const found = await db.query<{ token: string }>(
    `insert into screens (contest_id, token, picture) values ($1, $2, 'participation')
     on conflict (contest_id) do update set picture = 'participation' returning token`,
    [contestId, made],
  );
  return found.rows[0]?.token ?? made;
}
