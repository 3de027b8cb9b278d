import { z } from 'zod';

/** What two different people confirm, as a page shows and confirms it. SPEC I60. */

/** The first person has confirmed; it waits for a second one. */
export type PendingAct = {
  id: string;
  act: string;
  object: string;
  /** Of what is confirmed: who confirms sends back the one that was shown. */
  hash: string;
  first: { accountId: string; name: string };
  /** The reader is the first person: somebody else has to confirm. */
  isOwn: boolean;
  madeAtMs: number;
  expiresAtMs: number;
};
/** Both have confirmed. */
export type ConfirmedByTwo = {
  id: string;
  hash: string;
  first: { accountId: string; name: string };
  second: { accountId: string; name: string };
};

/** The hash of what the first person confirms, as the page was shown it. */
export const ConfirmFirst = z.object({ hash: z.string().min(1).max(64) });
/** By the second person. Refuses another_person, confirmed_other, pending_over. */
export const ConfirmSecond = z.object({ pendingId: z.uuid(), hash: z.string().min(1).max(64) });
/** By whoever might confirm. Refuses pending_over. */
export const WithdrawPending = z.object({ pendingId: z.uuid() });
