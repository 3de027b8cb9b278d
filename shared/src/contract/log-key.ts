import { z } from 'zod';
import type { PendingAct } from './two-people.ts';

/** The log of a contest is signed by a key that this server does not have. HTTP `/api/organizer/contests/…/log-key`. SPEC Z17. */
export type LostKey = {
  /** C2SP verifier keys: who signs the log, and this server. */
  before: string;
  now: string;
  /** Of what two people confirm. */
  hash: string;
  pending: PendingAct | null;
};
/** `pendingId`: of the first person's confirmation, where this is the second one. */
export const ReplaceLostKey = z.strictObject({ hash: z.string().min(1).max(64), pendingId: z.uuid().nullable() });
/** null: this server has the key. */
export type LogKeyDesk = { lost: LostKey | null };
