import type { ClaimedAnswer, CrowdFigures, RehearsalJudged } from '@hoithi/shared/contract/rehearsal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { House } from '../app-parts.ts';
import { beginEnding, insertClaims, type RehearsalRow, readRehearsalByToken, writeProgress } from './rehearsals-sql.ts';

/** What a crowd tells, by the token that it got for its key. SPEC Y4, Y5. */

async function findRunning(house: House, token: string): Promise<Result<RehearsalRow>> {
  const row = await readRehearsalByToken(house.db, token);
  if (!row) return refuse({ code: 'not_found', what: 'rehearsal' });
  return row.ending === null ? accept(row) : refuse({ code: 'rehearsal_over' });
}

export async function hearProgress(
  house: House,
  { token, figures }: { token: string; figures: CrowdFigures },
): Promise<Result<Record<string, never>>> {
  const found = await findRunning(house, token);
  if (!found.ok) return found;
  await writeProgress(house.db, found.value.id, figures);
  return accept({});
}

export async function hearClaims(
  house: House,
  { token, answers }: { token: string; answers: readonly ClaimedAnswer[] },
): Promise<Result<Record<string, never>>> {
  const found = await findRunning(house, token);
  if (!found.ok) return found;
  await insertClaims(house.db, found.value.id, answers);
  return accept({});
}

/** The crowd is through. Asked again until the report is there; null: not yet. */
export async function hearEnd(
  house: House,
  { token, figures }: { token: string; figures: CrowdFigures },
): Promise<Result<RehearsalJudged | null>> {
  const row = await readRehearsalByToken(house.db, token);
  if (!row) return refuse({ code: 'not_found', what: 'rehearsal' });
  if (row.report) return accept({ passed: row.report.passed, lines: row.report.lines });
  if (row.ending === null) {
    await writeProgress(house.db, row.id, figures);
    await beginEnding(house.db, row.id, 'complete');
  }
  return accept(null);
}
