import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { beginEnding, readRehearsal } from './rehearsals-sql.ts';

/** Ends a rehearsal by hand; its crowd hears it at its next word. A rehearsal that was stopped has not passed. SPEC Y7. */
export async function stopRehearsal(
  app: App,
  by: { actor: string },
  rehearsalId: string,
): Promise<Result<Record<string, never>>> {
  const row = await readRehearsal(app.db, rehearsalId);
  if (!row || !(await beginEnding(app.db, rehearsalId, 'stopped'))) return refuse({ code: 'rehearsal_over' });
  await writeAudit(app.db, {
    contestId: row.of_contest_id,
    atMs: app.clock.nowMs(),
    actor: by.actor,
    act: 'rehearsal:stop',
    object: rehearsalId,
    detail: {},
  });
  return accept({});
}
