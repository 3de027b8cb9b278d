import { z } from 'zod';
import { AnswerId, AttemptId, OptionId, QuestionId, RoundId, Slug } from './ids.ts';
import { limits } from './limits.ts';
import type { DecidedLeaf } from './log.ts';
import type { ContestCard, PublicCount, RoundCard } from './public.ts';
import type { QuestionKind, QuestionMedia } from './question.ts';
import type { Result } from './result.ts';
import type { DecidedBy, WonPrize } from './results.ts';
import type { Audience, PredictionKind } from './rules.ts';
import { line } from './text.ts';

/** The contestant's pages: Socket.IO namespace `/contestant`, WebSocket only, session cookie at the handshake. SPEC W*, A*. */

/** view:enter. Answers with the whole current view; sent again after every reconnect. `takeOver` claims the open attempt for this device. */
export const EnterContest = z.object({ slug: Slug, takeOver: z.boolean().default(true) });
export type EnterContest = z.infer<typeof EnterContest>;

/** attempt:start. An attempt already open is continued instead of a second one being made. */
export const StartAttempt = z.object({ roundId: RoundId, practice: z.boolean().default(false) });
export type StartAttempt = z.infer<typeof StartAttempt>;

/** answer:submit. One contestant, one question, one answer. SPEC A1-A6. */
export const SubmitAnswer = z.object({
  answerId: AnswerId, // chosen by the client; sending the same answer twice is safe [A4]
  attemptId: AttemptId,
  questionId: QuestionId,
  /** Chosen, or of an order all, first to last; none for a number and a typed answer. */
  optionIds: z.array(OptionId).max(limits.optionsPerQuestionMax),
  /** A number or a short answer as it was typed. */
  typed: line(1, limits.typedAnswerLengthMax).nullable().default(null),
});
export type SubmitAnswer = z.infer<typeof SubmitAnswer>;

/** prediction:submit. Once per person and round, from inside an open attempt. SPEC P2. */
export const SubmitPrediction = z.object({
  attemptId: AttemptId,
  value: z.number().int().min(0).max(limits.predictionMax),
});
export type SubmitPrediction = z.infer<typeof SubmitPrediction>;

/** attempt:submit. SPEC A7. */
export const SubmitAttempt = z.object({ attemptId: AttemptId });
export type SubmitAttempt = z.infer<typeof SubmitAttempt>;

/** clock:read. Returns the server's time for the countdown; the device's own clock is never sent. */
export type ClockReading = { serverNowMs: number };

/** What a question says in another language. `options`: by option id. */
export type QuestionSaid = { text: string; options: Record<string, string> };

export type QuestionView = {
  questionId: string;
  position: number; // 1-based
  text: string;
  options: { optionId: string; text: string }[]; // in this person's order
  kind: QuestionKind;
  /** Its other languages by their code; left out: Vietnamese alone. */
  said?: Record<string, QuestionSaid>;
  /** Pictures and sounds, by the hash of their bytes. */
  media: QuestionMedia[];
  handedOutAtMs: number;
  locksAtMs: number | null; // the question's own limit; null: the attempt's alone
};

export type SavedAnswer = { questionId: string; optionIds: string[]; typed: string | null; arrivedAtMs: number };

export type AttemptView = {
  attemptId: string;
  roundId: string;
  ordinal: number; // n-th attempt of this person in the round
  practice: boolean;
  pacing: 'one-by-one' | 'paper';
  questionCount: number;
  startedAtMs: number;
  locksAtMs: number; // the earlier of the time limit and the round's close
  graceMs: number;
  questions: QuestionView[]; // paper: all; one-by-one: the current one alone, none after the last
  saved: SavedAnswer[];
  answered: number;
  prediction: { enabled: boolean; kind: PredictionKind | null; value: number | null };
};

/** What the server saved; the same for every resend. */
export type AnswerReceipt = {
  answerId: string;
  questionId: string;
  optionIds: string[];
  typed: string | null;
  arrivedAtMs: number;
  elapsedMs: number; // from hand-out, after credit
  creditMs: number;
  repeated: boolean; // this answer had been saved before
};
export type AnswerSaved = { receipt: AnswerReceipt; next: QuestionView | null; answered: number };

export type SubmittedBy = 'contestant' | 'time' | 'close';
export type AttemptReceipt = {
  attemptId: string;
  roundId: string;
  ordinal: number;
  practice: boolean;
  submittedAtMs: number;
  submittedBy: SubmittedBy;
  answered: number;
  questionCount: number;
  /** As it is compared and published: whole steps of the rules' resolution. SPEC T5. */
  elapsedMs: number;
  /** Whether the round asks for a prediction. */
  predicts: boolean;
  prediction: number | null;
  /** null until the rules let the contestant see it; practice shows it at once. */
  score: { points: number; pointsMax: number; right: number } | null;
  /** With the answer to a submission, also to a resend: the hash of its leaf, and the signed note that it will stand in the log. SPEC Z4. */
  promise?: LogPromise;
  /** The committee took the attempt out: it counts for nothing. SPEC A13. */
  voided?: { atMs: number; reason: string };
};
export type LogPromise = { leaf: string; note: string };

/** What the log has of an own submission. SPEC Z4. */
export type LogReceipt = {
  origin: string;
  key: string;
  /** The leaf whole, as it is hashed. */
  leaf: string;
  promise: LogPromise;
  /** null: it has no place yet. */
  place: { index: number; size: number; proof: string[]; checkpoint: string } | null;
  /** What was decided about it, proved under the checkpoint of `place`. */
  decided?: DecidedLeaf[];
};

/** One question of an own attempt after the rules allow answers to be seen. */
export type ReviewedQuestion = {
  questionId: string;
  position: number;
  kind: QuestionKind;
  text: string;
  options: { optionId: string; text: string }[];
  media: QuestionMedia[];
  chosen: string[];
  typed: string | null;
  exact: boolean;
  /** Options; of an order all of them, first to last. */
  right: string[];
  /** What is right of a number or a typed answer, as text. */
  rightWords: string[];
  explanation: string;
  source: string;
  /** The same in its other languages; left out: Vietnamese alone. */
  said?: Record<string, ReviewedSaid>;
};
/** `explanation` null: it has none in this language. */
export type ReviewedSaid = QuestionSaid & { rightWords: string[]; explanation: string | null };

export type OwnResult = {
  rank: number;
  persons: number; // who stand in the ranking
  points: number;
  pointsMax: number;
  elapsedMs: number;
  prediction: number | null;
  predictionError: number | null;
  predictionTarget: number | null;
  /** The key that put this place behind the one ahead, and ahead of the one behind; null at the ends. */
  aheadDecidedBy: DecidedBy | null;
  behindDecidedBy: DecidedBy | null;
  prizes: WonPrize[];
  toDecide: boolean;
};

export type OwnRound = {
  roundId: string;
  attemptsUsed: number;
  attemptsLeft: number | null; // null: unlimited
  nextAttemptAtMs: number | null; // a cool-down runs
  mayPractice: boolean;
  receipts: AttemptReceipt[]; // newest first, at most 50
  prediction: number | null;
  result: OwnResult | null; // once published
};

export type ContestantView = {
  version: number; // rises; the newest wins
  serverNowMs: number;
  contest: ContestCard;
  rounds: RoundCard[];
  me: { name: string; unitName: string | null; audience: Audience | null } | null; // null: not enrolled
  unitPersons: PublicCount | null; // taking part from the own unit in the current round
  attempt: AttemptView | null; // the one open
  /** true: another device holds the open attempt; `takeOver` takes it back. */
  elsewhere: boolean;
  mine: OwnRound[];
};

type Ack<T> = (answer: Result<T>) => void;
export type ContestantToServer = {
  'view:enter': (m: z.input<typeof EnterContest>, ack: Ack<ContestantView>) => void;
  'attempt:start': (m: z.input<typeof StartAttempt>, ack: Ack<AttemptView>) => void;
  'answer:submit': (m: z.input<typeof SubmitAnswer>, ack: Ack<AnswerSaved>) => void;
  'prediction:submit': (m: SubmitPrediction, ack: Ack<{ value: number }>) => void;
  'attempt:submit': (m: SubmitAttempt, ack: Ack<AttemptReceipt>) => void;
  'attempt:review': (m: SubmitAttempt, ack: Ack<{ receipt: AttemptReceipt; questions: ReviewedQuestion[] }>) => void;
  'clock:read': (ack: Ack<ClockReading>) => void;
};
export type ServerToContestant = {
  /** The whole view again, because something in it changed. */
  view: (view: ContestantView) => void;
  /** This person's turn in the start queue has come: the same `attempt:start` now starts the attempt. SPEC W5. */
  'attempt:called': () => void;
  /** A newer device has taken over the open attempt; this one is read-only until it takes over again. */
  'attempt:superseded': () => void;
  /** The server submitted the attempt (time or close). */
  'attempt:submitted': (receipt: AttemptReceipt) => void;
};
