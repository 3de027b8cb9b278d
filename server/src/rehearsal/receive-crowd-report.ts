import type { ClaimedAnswer, CrowdFigures, RehearsalJudged } from '@hoithi/shared/contract/rehearsal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { beginEnding, insertClaims, type RehearsalRow, readRehearsalByToken, writeProgress } from './rehearsals-sql.ts';

/** What a crowd tells, by the token that it got for its key. SPEC Y4, Y5. */

async function findRunning(app: App, token: string): Promise<Result<RehearsalRow>> {
  const row = await readRehearsalByToken(app.db, token);
  if (!row) return refuse({ code: 'not_found', what: 'rehearsal' });
  return row.ending === null ? accept(row) : refuse({ code: 'rehearsal_over' });
}

export async function receiveProgress(
  app: App,
  { token, figures }: { token: string; figures: CrowdFigures },
): Promise<Result<Record<string, never>>> {
  const found = await findRunning(app, token);
  if (!found.ok) return found;
  await writeProgress(app.db, found.value.id, figures);
  return accept({});
}

export async function receiveClaims(
  app: App,
  { token, answers }: { token: string; answers: readonly ClaimedAnswer[] },
): Promise<Result<Record<string, never>>> {
  const found = await findRunning(app, token);
  if (!found.ok) return found;
  await insertClaims(app.db, found.value.id, answers);
  return accept({});
}

/** The crowd is through. Asked again until the report is there; null: not yet. */
export async function receiveEnd(
  app: App,
  { token, figures }: { token: string; figures: CrowdFigures },
): Promise<Result<RehearsalJudged | null>> {
  const row = await readRehearsalByToken(app.db, token);
  if (!row) return refuse({ code: 'not_found', what: 'rehearsal' });
  if (row.report) return accept({ passed: row.report.passed, checks: row.report.checks });
  if (row.ending === null) {
    await writeProgress(app.db, row.id, figures);
    await beginEnding(app.db, row.id, 'complete');
  }
  return accept(null);
}
