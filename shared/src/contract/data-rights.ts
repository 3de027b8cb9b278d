import { z } from 'zod';
import type { Correctable } from './correctable.ts';
import { limits } from './limits.ts';
import type { ConsentPurpose } from './rules.ts';
import { type LocalText, line } from './text.ts';

/** Rights of persons over their data: the own page, and the committee's queue. SPEC S60-S69. */

export const dataRequestKinds = ['correct', 'delete', 'withdraw'] as const;
export type DataRequestKind = (typeof dataRequestKinds)[number];

const Words = line(0, 1_000);
const Corrections = z
  .strictObject({
    name: line(2, limits.nameLengthMax),
    address: line(1, 200),
    email: z.email().max(120),
    jobTitle: line(1, 120),
  })
  .partial();
export type Corrections = z.infer<typeof Corrections>;

/** POST /api/contests/:slug/my-data/requests */
export const AskAboutData = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('correct'), fields: Corrections, words: Words })
    .refine(({ fields, words }) => Object.keys(fields).length > 0 || words.length >= 10, 'says what is wrong'),
  z.strictObject({ kind: z.literal('delete'), words: Words }),
]);
export type AskAboutData = z.output<typeof AskAboutData>;
/** POST …/my-data/requests/:id/take-back */
export const TakeBack = z.strictObject({});

const Answer = line(limits.reasonLengthMin, limits.reasonLengthMax);
/** POST /api/organizer/contests/:contestId/data-requests/:id/answer */
export const AnswerDataRequest = z.strictObject({
  does: z.enum(['execute', 'refuse', 'extend']),
  answer: Answer,
});
export type AnswerDataRequest = z.output<typeof AnswerDataRequest>;

/** What an erasure waits for. */
export const erasureWaits = ['attempt', 'result', 'complaint'] as const;
export type ErasureWait = (typeof erasureWaits)[number];
/** What stays readable after it: a published prize, by a masked name. */
export type ErasureNote = 'prize';

type DataRequest = {
  requestId: string;
  no: number;
  kind: DataRequestKind;
  /** Fields that are to be corrected. */
  fields: Correctable[];
  purpose: ConsentPurpose | null;
  words: string | null;
  atMs: number;
  dueAtMs: number;
  extended: boolean;
  /** null: it is open. */
  closed: { outcome: 'done' | 'refused' | 'taken-back'; answer: string | null; atMs: number } | null;
};
export type OwnDataRequest = DataRequest;
export type DeskDataRequest = DataRequest & {
  /** Masked; empty once the data are erased. */
  name: string;
  unitName: string | null;
  /** What is stored, and what it should say. */
  corrections: { field: Correctable; now: string | null; wanted: string }[];
  waits: ErasureWait[];
  notes: ErasureNote[];
  answeredBy: string | null;
};
/** GET /api/organizer/contests/:contestId/data-requests */
export type DataRequestsView = {
  open: DeskDataRequest[];
  /** The newest first. */
  closed: DeskDataRequest[];
  /** When everybody's data are erased, and of how many people there are any. */
  endsAtMs: number;
  people: number;
  nowMs: number;
};

/** Why something is stored. */
export type DataBasis = 'sign-in' | 'asked' | 'result' | 'consent' | 'request';
export type StoredData = {
  id: string;
  label: LocalText | null;
  value: string | null;
  count: number | null;
  basis: DataBasis;
};
/** GET /api/contests/:slug/my-data */
export type OwnData = {
  stored: StoredData[];
  endsAtMs: number;
  consents: { purpose: ConsentPurpose; required: boolean; given: boolean | null; atMs: number | null }[];
  /** Results that show this person now, each with the name that they show. */
  published: { round: LocalText; path: string; name: string }[];
  certificates: { path: string; number: string; masked: boolean }[];
  requests: OwnDataRequest[];
  waits: ErasureWait[];
  notes: ErasureNote[];
  /** Looks of the committee at name and phone, by what for, newest first. */
  looks: { act: string; times: number; lastAtMs: number }[];
};
