import type { Queries } from '../platform/db/database.ts';

/** Wrong guesses, counted for all processes together. What was typed as a login is stored as a hash alone. SPEC I8. */

export type Guesses = { wrong: number; last_at_ms: number };

export async function readGuesses(db: Queries, of: string): Promise<Guesses | null> {
  const [row] = await db.query<Guesses>('select wrong, last_at_ms from login_guesses where login = $1', [of]);
  return row ?? null;
}

/** Counts one more, unless somebody else has counted meanwhile: then false. */
export async function countGuess(db: Queries, of: string, before: Guesses | null, nowMs: number): Promise<boolean> {
  const rows =
    before === null
      ? await db.query(
          `insert into login_guesses (login, wrong, last_at_ms) values ($1, 1, $2) on conflict do nothing returning login`,
          [of, nowMs],
        )
      : await db.query(
          `update login_guesses set wrong = wrong + 1, last_at_ms = $2
           where login = $1 and wrong = $3 and last_at_ms = $4 returning login`,
          [of, nowMs, before.wrong, before.last_at_ms],
        );
  return rows.length === 1;
}

export const forgetGuesses = (db: Queries, of: string): Promise<unknown> =>
  db.query('delete from login_guesses where login = $1', [of]);

/** Deletes at most so many whose last guess was earlier; what another process is deleting is left to it. Answers how many. */
export async function deleteGuessesBefore(db: Queries, beforeMs: number, countMax: number): Promise<number> {
  const rows = await db.query(
    `delete from login_guesses where login in (
       select login from login_guesses where last_at_ms < $1 limit $2 for update skip locked
     ) returning login`,
    [beforeMs, countMax],
  );
  return rows.length;
}
