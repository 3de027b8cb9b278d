import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { App } from '../app-parts.ts';
import { readEnrolled } from './people-sql.ts';

/** Who is acting in a contest, proven by the session. */
export type Contestant = { contestantId: string; contestId: string; personId: string };

/** Who a signed-in person is in a contest, as the store says. SPEC W4. */
export async function proveContestant(
  app: Pick<App, 'db'>,
  personId: string | null,
  contestId: string | undefined,
): Promise<Result<Contestant>> {
  if (personId === null) return refuse({ code: 'not_signed_in' });
  if (contestId === undefined) return refuse({ code: 'not_found', what: 'contest' });
  const enrolled = await readEnrolled(app.db, contestId, personId);
  if (!enrolled) return refuse({ code: 'not_enrolled' });
  return accept({ contestantId: enrolled.id, contestId, personId });
}
