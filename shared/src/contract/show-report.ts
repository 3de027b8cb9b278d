import { z } from 'zod';
import type { Ruling } from './show.ts';
import type { ShowRules } from './show-file.ts';
import { RunId } from './show-ids.ts';
import type { LocalText } from './text.ts';

/** run:report. What the jury should look at after a run. SPEC H19. */
export const ReadReport = z.object({ runId: RunId.nullable() }); // null: the one opened last
/** One player whose answers a jury should look at; nothing of it changes a score. */
export type MarkedPlayer = {
  playerId: string;
  name: string;
  unitName: string | null;
  rank: number | null; // on the true board; null: removed
  quick: number; // answers faster than the question can be read
  quickRight: number; // of them, right
  latePongs: number; // answers that came sooner than their own round trip allows
};
/** What came of one question that was revealed. */
export type AskedQuestion = {
  asking: number;
  kind: 'question' | 'trial' | 'sudden-death';
  text: string;
  /** What is right, in words. */
  right: string;
  /** Who answered, and of them who was right. */
  answered: number;
  rightPersons: number;
  /** Time of the right answers, as it counts: the middle one and the shortest. ms; null: nobody was right. */
  medianMs: number | null;
  fastestMs: number | null;
  /** How many chose each option; none where something is typed or put in order. */
  options: { text: string; persons: number; right: boolean }[];
  ruling: { what: Ruling['what']; reason: string } | null;
  /** Of a buzzer: who had the right to answer, in order, and whether the answer was right. [H51] */
  said?: { name: string; unitName: string | null; right: boolean }[];
};
/** What came of a run: its true board and its questions. SPEC H60. */
export type RunResult = {
  runId: string;
  contestName: LocalText;
  host: LocalText;
  title: LocalText;
  code: string;
  mode: ShowRules['mode'];
  rehearsal: boolean;
  openedAtMs: number;
  /** null: it is on. */
  endedAtMs: number | null;
  commitment: string;
  players: number;
  removed: number;
  board: { rank: number; name: string; unitName: string | null; points: number; elapsedMs: number }[];
  questions: AskedQuestion[];
};
/** Rows of the board that a page is sent; the workbook has all. */
export const reportRowsMax = 100;

export type RunReport = {
  /** The runs of the contest, newest first, at most 20. */
  runs: { runId: string; code: string; title: LocalText; openedAtMs: number; rehearsal: boolean }[];
  /** null: the contest has no run. */
  report: { runId: string; marked: MarkedPlayer[]; result: RunResult } | null;
};
