import type { Queries } from '../platform/db/database.ts';

/** What a settled round counted with and what was made of it, for the leaves of its steps. SPEC Z1. */

export type StandingHead = {
  version: number;
  list_no: number;
  standing_id: string;
  rules_version: number;
  computed_at_ms: number;
  prediction_target: number | null;
  /** Whose prize waits for a decision or for a drawing. */
  undecided: number;
};
export const readStandingHeads = (db: Queries, roundId: string): Promise<StandingHead[]> =>
  db.query<StandingHead>(
    `select version, list_no, standing_id, rules_version, computed_at_ms, prediction_target, to_decide + to_draw as undecided
     from standings
     where round_id = $1 order by version, list_no`,
    [roundId],
  );

export type PlaceRow = { position: number; pseudonym: string; rank: number; prize: string | null };
export const readPlaces = (
  db: Queries,
  roundId: string,
  { version, list_no }: Pick<StandingHead, 'version' | 'list_no'>,
  after: number,
  max: number,
): Promise<PlaceRow[]> =>
  db.query<PlaceRow>(
    `select l.position, s.pseudonym, l.rank, l.prize from standing_rows l
     join contestant_seals s on s.contestant_id = l.contestant_id
     where l.round_id = $1 and l.version = $2 and l.list_no = $3 and l.position > $4 order by l.position limit $5`,
    [roundId, version, list_no, after, max],
  );

/** Who has a place without having submitted, by a table or a show, gets a pseudonym too. */
export const sealPlaced = (db: Queries, roundId: string): Promise<unknown> =>
  db.query(
    `insert into contestant_seals (contestant_id) select distinct l.contestant_id from standing_rows l
     where l.round_id = $1 and not exists (select from contestant_seals s where s.contestant_id = l.contestant_id)
     on conflict do nothing`,
    [roundId],
  );

export type PublishedRow = { version: number; document: unknown; at_ms: number };
export const readPublished = (db: Queries, roundId: string): Promise<PublishedRow[]> =>
  db.query<PublishedRow>('select version, document, at_ms from publications where round_id = $1 order by version', [
    roundId,
  ]);

export async function readAuditHead(db: Queries): Promise<{ seq: number; hash: string } | null> {
  const rows = await db.query<{ seq: number; hash: string }>(
    'select seq, hash from audit_chain order by seq desc limit 1',
  );
  return rows[0] ?? null;
}
