import { z } from 'zod';
import { RoundId } from './ids.ts';
import type { BudgetUse } from './message-views.ts';
import type { LocalText } from './text.ts';

/** A message to all who have joined and not finished the open round. SPEC S57, S58. */

/** POST /api/organizer/contests/:contestId/reminders. `id`: chosen by the page; the same one sends once. */
export const SendReminder = z.strictObject({ id: z.uuid(), roundId: RoundId });
export type SendReminder = z.infer<typeof SendReminder>;

export type Reminder = {
  id: string;
  madeAtMs: number;
  actor: string;
  actorName: string | null;
  people: number;
  sent: number;
  failed: number;
  /** They finished, withdrew their consent or were excluded before their turn, or the round closed. */
  passedOver: number;
  endedAtMs: number | null;
};

/** GET the same address. */
export type RemindersView = {
  /** null: none is open. */
  round: { roundId: string; label: LocalText; closesAtMs: number } | null;
  /** Who would get a message, and who would not. */
  people: number;
  withoutPhone: number;
  withoutConsent: number;
  /** Those that carry reminders, in the order in which they are tried; empty: messages go to the server's log. */
  routes: { name: string; title: string; price: number; budget: BudgetUse[]; cost: number; left: number | null }[];
  /** Whether any route can carry reminders. */
  carried: boolean;
  /** Of this contest, the newest first. */
  reminders: Reminder[];
};
