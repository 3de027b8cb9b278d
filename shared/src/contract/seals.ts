import { z } from 'zod';
import type { PrintedRules } from './organizer.ts';
import type { LocalText } from './text.ts';

/** What a round may draw, committed to before it opens, and opened once no round can draw it. HTTP `/api/contests/…`. SPEC Q21, Q22. */

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** One question as it is committed to. `body`: its whole content with its key. */
export const SealedQuestion = z.object({
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  id: z.string(),
  topic: z.string(),
  body: z.unknown(),
});
export type SealedQuestion = z.infer<typeof SealedQuestion>;

export const QuestionsCommitment = z.object({ count: z.int().min(0), root: Hash });
export type QuestionsCommitment = z.infer<typeof QuestionsCommitment>;

/** With its place among those that were committed to, from 0, and its way to the root. */
export const OpenedQuestion = SealedQuestion.extend({ place: z.int().min(0), proof: z.array(Hash).max(64) });
export type OpenedQuestion = z.infer<typeof OpenedQuestion>;

export const openedPerPage = 100;
/** From which question on; `next` of the page before. */
export const OpenedQuery = z.object({ from: z.coerce.number().int().min(0).max(1_000_000).default(0) });

/** `commitment` null: the round is not sealed yet. `opened`: a page; what is still to be drawn is left out. */
export type RoundQuestions = {
  round: { ordinal: number; opensAtMs: number };
  commitment: (QuestionsCommitment & { sealedAtMs: number }) | null;
  /** How many of them are open now. */
  openCount: number;
  opened: OpenedQuestion[];
  next: number | null;
};

/** The printed rules, and what rounds may draw as far as it is sealed. SPEC R5, Q21. */
export type PublicAmendment = {
  version: number;
  atMs: number;
  reason: string;
  byName: string | null;
  /** before null: it is new; after null: it is gone. */
  changes: { heading: LocalText; before: LocalText | null; after: LocalText | null }[];
};
export type PublicRules = {
  printed: PrintedRules;
  /** Oldest first. SPEC J12. */
  amendments: PublicAmendment[];
  version: number;
  seals: { ordinal: number; label: LocalText; root: string; count: number; sealedAtMs: number }[];
};
