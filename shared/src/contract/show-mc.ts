import type { BoardRow, HallFigures, NextStep, OpenedQuestion, StageView } from './show.ts';
import type { AwardCall } from './show-award.ts';
import type { CueKind } from './show-file.ts';
import type { McNames } from './show-names.ts';
import type { LocalText } from './text.ts';

/** What the MC's page shows of shows and of the run that is on. SPEC H3, H41. */

export type CueSummary = {
  kind: CueKind;
  title: LocalText | null;
  questionText: string | null;
  seconds: number | null;
  /** As planned. */
  minutes: number | null;
};
export type McCue = CueSummary & {
  /** What the MC says and does. Empty: nothing is written. */
  notes: string;
  /** Questions: with the key, for the MC's eyes. */
  question: (OpenedQuestion & { right: string[]; words: string[]; explanation: string; source: string }) | null;
  /** Award: the whole plan, in the order of the reveal. */
  award: AwardCall[] | null;
};
/** Where a run stands in its plan. Cues without minutes take none of it. */
export type ShowClock = {
  /** When the lobby, or whatever comes first, was left; null: the show has not begun. Epoch milliseconds. */
  startedAtMs: number | null;
  /** Since when the current cue is on. Epoch milliseconds. */
  cueSinceMs: number;
  /** What is planned of the cues before the current one, of it, and of all; the first cue is before the beginning. */
  beforeMs: number;
  currentMs: number;
  totalMs: number;
};
export type McGiven = {
  /** In the order of the question's options; none where something is typed or put in order. */
  counts: number[];
  fastest: { name: string; unitName: string | null; elapsedMs: number }[];
};
export type McRun = {
  runId: string;
  showId: string;
  seq: number;
  driver: string | null; // the device with the right to drive
  stage: StageView;
  figures: HallFigures;
  /** Answers that came during an outage of the database and are still to be sent again: a reveal now counts without them. [N15] */
  resending: number;
  now: McCue;
  next: McCue | null;
  nextStep: NextStep;
  canUndo: boolean;
  canBack: boolean;
  cues: CueSummary[];
  clock: ShowClock;
  /** Of the question that is on: how many chose each option so far, and after the reveal the first right answers. */
  given: McGiven | null;
  top: BoardRow[]; // the true board, also while the public one is frozen
  /** Players the MC may remove: newest first, at most 100. */
  players: { playerId: string; name: string; unitName: string | null; connected: boolean; timeFactor: number }[];
  names: McNames;
  /** A phone handed to a leader on stage opens this and presses the launch button; only at a launch cue. */
  launchPath: string | null;
  /** How many equals of a result this run puts in order; only they may join. */
  tied: number | null;
  /** Whose row is opened next, of a board that is opened row by row. */
  unfreezes: string | null;
  /** How many would go over into a show that follows. */
  following: number;
  /** The revealed question whose key may be corrected now: of this cue. */
  rulable: number | null;
};
export type ShowCard = {
  showId: string;
  id: string;
  title: LocalText;
  cues: number;
  questions: number;
  loadedAtMs: number;
};
/** A run that has ended and whose players are still there: the next one may follow it. SPEC H50. */
export type EndedRun = { runId: string; title: LocalText; players: number; rehearsal: boolean };
/** run null: no show is on; the screens show one of the three still pictures. */
export type McShow = { shows: ShowCard[]; run: McRun | null; last: EndedRun | null };
