import { z } from 'zod';
import { AttemptId, RoundId } from './ids.ts';
import type { LocalText } from './text.ts';

/** Complaints on a round's result: by the contestant, answered by a named person. SPEC F20. */

export const complaintWordsMax = 2_000;
const Words = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .pipe(z.string().min(10).max(complaintWordsMax));

/** `attemptId`: of the receipt that it is about. */
export const MakeComplaint = z.strictObject({ roundId: RoundId, attemptId: AttemptId.nullable(), words: Words });
/** `decisionNo`: of the decision that it led to. */
export const AnswerComplaint = z.strictObject({
  upheld: z.boolean(),
  words: Words,
  decisionNo: z.int().min(1).nullable(),
});

type Complaint = {
  complaintId: string;
  no: number;
  atMs: number;
  /** By when it is to be answered. */
  dueAtMs: number;
  /** null: deleted with the person. */
  words: string | null;
  answer: { upheld: boolean; words: string | null; atMs: number; by: string; decisionNo: number | null } | null;
};
/** As its contestant sees it. */
export type OwnComplaint = Complaint & { roundId: string; round: LocalText };
/** Of each round that may be complained about: until when. */
export type OwnComplaints = {
  complaints: OwnComplaint[];
  open: {
    roundId: string;
    round: LocalText;
    untilMs: number | null;
    attempts: { attemptId: string; atMs: number }[];
  }[];
};
/** As the committee sees it: the person masked. */
export type DeskComplaint = Complaint & {
  personId: string;
  name: string;
  unitName: string | null;
  attemptId: string | null;
};
