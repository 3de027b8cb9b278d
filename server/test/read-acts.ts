import type { AuditRow } from '@hoithi/shared/contract/organizer';
import { readAudit } from '../src/platform/audit.ts';
import type { Queries } from '../src/platform/db/database.ts';

/** More than the rounds of any contest of the tests. */
const maxSeals = 20;

/** The last acts of people in a contest's trail, newest first; the server seals rounds at a moment of its own between them. */
export const readActs = async (db: Queries, contestId: string, limit: number): Promise<AuditRow[]> =>
  (await readAudit(db, contestId, limit + maxSeals)).filter(({ act }) => act !== 'round:seal').slice(0, limit);
