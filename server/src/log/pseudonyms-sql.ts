import type { Queries } from '../platform/db/database.ts';

/** By what people stand in the log. SPEC Z2. */

/** Pseudonyms of people, in their order; who has none yet gets one. */
export async function readPseudonyms(tx: Queries, contestantIds: readonly string[]): Promise<string[]> {
  await tx.query(
    `insert into contestant_seals (contestant_id) select distinct u from unnest($1::uuid[]) as u on conflict do nothing`,
    [contestantIds],
  );
  return readKnownPseudonyms(tx, contestantIds);
}

/** The same where nothing may be written. */
export async function readKnownPseudonyms(db: Queries, contestantIds: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ contestant_id: string; pseudonym: string }>(
    'select contestant_id, pseudonym from contestant_seals where contestant_id = any($1::uuid[])',
    [contestantIds],
  );
  const byId = new Map(rows.map(({ contestant_id, pseudonym }) => [contestant_id, pseudonym]));
  return contestantIds.map((id) => byId.get(id) ?? '');
}
