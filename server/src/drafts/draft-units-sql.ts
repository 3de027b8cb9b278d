import type { OwnUnits } from '@hoithi/shared/contract/draft-units';
import type { UnitDraft } from '@hoithi/shared/contract/unit-table';
import type { Queries } from '../platform/db/database.ts';

/** Units of drafts. SPEC J20. Version 0: the draft has none of its own. */
export async function readOwnUnits(db: Queries, draftId: string): Promise<OwnUnits> {
  const [row] = await db.query<{ version: number; units: string }>(
    'select version, units from draft_units where draft_id = $1',
    [draftId],
  );
  return { version: row?.version ?? 0, units: row ? (JSON.parse(row.units) as UnitDraft[]) : [] };
}

export async function saveOwnUnits(
  tx: Queries,
  draftId: string,
  { units, version, actor, atMs }: OwnUnits & { actor: string; atMs: number },
): Promise<void> {
  await tx.query(
    `insert into draft_units (draft_id, version, units, actor, changed_at_ms) values ($1, $2, $3, $4, $5)
     on conflict (draft_id) do update set version = excluded.version, units = excluded.units, actor = excluded.actor,
       changed_at_ms = excluded.changed_at_ms`,
    [draftId, version, JSON.stringify(units), actor, atMs],
  );
}

/** Until the transaction ends nobody else changes the draft's units. */
export const lockDraft = (tx: Queries, draftId: string): Promise<unknown> =>
  tx.query('select 1 from drafts where id = $1 for update', [draftId]);
