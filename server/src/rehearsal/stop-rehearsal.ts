import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { House } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { beginEnding, readRehearsal } from './rehearsals-sql.ts';

/** Ends a rehearsal by hand; its crowd hears it at its next word. A rehearsal that was stopped has not passed. SPEC Y7. */
export async function stopRehearsal(
  house: House,
  by: { actor: string },
  rehearsalId: string,
): Promise<Result<Record<string, never>>> {
  const row = await readRehearsal(house.db, rehearsalId);
  if (!row || !(await beginEnding(house.db, rehearsalId, 'stopped'))) return refuse({ code: 'rehearsal_over' });
  await writeAudit(house.db, {
    contestId: row.of_contest_id,
    atMs: house.clock.nowMs(),
    actor: by.actor,
    act: 'rehearsal:stop',
    object: rehearsalId,
    detail: {},
  });
  return accept({});
}
