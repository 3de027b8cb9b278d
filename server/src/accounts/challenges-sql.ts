import type { z } from 'zod';
import type { Queries } from '../platform/db/database.ts';

/** What a sign-in of two requests remembers between them, in the database: the second may reach another process. SPEC I9. */

export type ChallengeKind = 'passkey' | 'new-passkey' | 'totp' | 'oidc';
/** How long each may be used. A secret waits until somebody has found and set up an authenticator app. Units: ms. */
export const challengeLastsMs: Readonly<Record<ChallengeKind, number>> = {
  passkey: 300_000,
  'new-passkey': 300_000,
  totp: 1_800_000,
  oidc: 600_000,
};

export type Challenge = {
  id: string;
  kind: ChallengeKind;
  /** Hash of the address that it was begun from. */
  from: string;
  detail: Record<string, unknown>;
};

/** So many are open from one address, and of all; the oldest go first. SPEC I17. */
export const challengesMax = { from: 200, all: 10_000 } as const;
/** All are counted once in so many. */
const trimEvery = 50;
let inserted = 0;

export async function insertChallenge(db: Queries, challenge: Challenge, nowMs: number): Promise<void> {
  const { id, kind, from, detail } = challenge;
  await db.query(
    'insert into staff_challenges (id, kind, made_from, detail, made_at_ms) values ($1, $2, $3, $4::jsonb, $5)',
    [id, kind, from, JSON.stringify(detail), nowMs],
  );
  await db.query(
    `delete from staff_challenges where id in (
       select id from staff_challenges where made_from = $1 order by made_at_ms desc, id offset $2)`,
    [from, challengesMax.from],
  );
  inserted += 1;
  if (inserted % trimEvery === 0)
    await db.query(
      `delete from staff_challenges where id in (
         select id from staff_challenges order by made_at_ms desc offset $1 for update skip locked)`,
      [challengesMax.all],
    );
}

/** What a challenge remembers; null: there is none that can still be used, or it is of another form. */
export async function readChallenge<T>(
  db: Queries,
  { id, kind, schema }: { id: string; kind: ChallengeKind; schema: z.ZodType<T> },
  nowMs: number,
): Promise<T | null> {
  const [row] = await db.query<{ detail: unknown }>(
    'select detail from staff_challenges where id = $1 and kind = $2 and made_at_ms > $3',
    [id, kind, nowMs - challengeLastsMs[kind]],
  );
  return schema.safeParse(row?.detail).data ?? null;
}

/** The same, and uses it up: of those who try at the same instant one receives it. */
export async function takeChallenge<T>(
  db: Queries,
  { id, kind, schema }: { id: string; kind: ChallengeKind; schema: z.ZodType<T> },
  nowMs: number,
): Promise<T | null> {
  const [row] = await db.query<{ detail: unknown; made_at_ms: number }>(
    'delete from staff_challenges where id = $1 and kind = $2 returning detail, made_at_ms',
    [id, kind],
  );
  if (!row || row.made_at_ms <= nowMs - challengeLastsMs[kind]) return null;
  return schema.safeParse(row.detail).data ?? null;
}

/** Deletes at most so many that were made earlier; what another process is deleting is left to it. Answers how many. */
export async function deleteChallengesBefore(db: Queries, madeBeforeMs: number, countMax: number): Promise<number> {
  const rows = await db.query(
    `delete from staff_challenges where id in (
       select id from staff_challenges where made_at_ms < $1 limit $2 for update skip locked
     ) returning id`,
    [madeBeforeMs, countMax],
  );
  return rows.length;
}
