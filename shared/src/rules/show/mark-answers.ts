import type { ShowCue } from '../../contract/show-file.ts';
import { contradictsPong, reactionMs } from '../lag-credit.ts';
import { buzzerOf } from './buzzer.ts';
import { type AskedCue, type Asking, isAsked, keyOf } from './fold-show.ts';
import { judgeShow } from './show-item.ts';

/** Twice as fast as people skim. */
const perSyllableMs = 30;
/** An answer later than this is never marked for its speed. Milliseconds. */
export const readingFloorMaxMs = 1500;

/**
 * The time below which nobody has read a question and chosen: to react, and to run over its words twice as fast as people
 * skim. Who is faster has guessed, knew the question, or read it before it opened.
 *
 * Units   milliseconds. Words are parted by blanks, which in Vietnamese makes syllables.
 * Source  SPEC H19.
 */
export const readingFloorMs = (text: string): number =>
  Math.min(readingFloorMaxMs, reactionMs + perSyllableMs * text.split(' ').length);

/** A counted answer as the ledger has it. rawMs: from the opening to the arrival, nothing credited. */
export type TimedAnswer = {
  playerId: string;
  asking: Pick<Asking, 'cueIndex' | 'ruled'>;
  given: string;
  rawMs: number;
  roundTripMs: number | null;
};
export type PlayerMarks = {
  playerId: string;
  /** Answers faster than the question can be read, and how many of them were right. */
  quick: number;
  quickRight: number;
  /** Answers that came sooner than their own round trip allows. [T4b] */
  latePongs: number;
};

/** Where the nearest number is right, only the number itself: what is looked for is who knew it. */
function isRight(cue: AskedCue, asking: Pick<Asking, 'ruled'>, given: string): boolean {
  const key = keyOf(cue, asking);
  return key !== null && judgeShow({ ...key, nearest: false }, [])(given);
}

/**
 * What a jury should look at, of one run: it changes no score. Who has more right answers faster than reading comes first.
 *
 * Source  SPEC H19.
 */
export function markAnswers(cues: readonly ShowCue[], answers: readonly TimedAnswer[]): PlayerMarks[] {
  const marks = new Map<string, PlayerMarks>();
  for (const { playerId, asking, given, rawMs, roundTripMs } of answers) {
    const cue = cues[asking.cueIndex];
    if (!isAsked(cue) || !('id' in cue.question)) continue;
    const quick = buzzerOf(cue) === null && rawMs < readingFloorMs(cue.textFirst ? '' : cue.question.text);
    const late = contradictsPong(roundTripMs === null ? null : Math.floor(roundTripMs / 2), rawMs);
    if (!quick && !late) continue;
    const own = marks.get(playerId) ?? { playerId, quick: 0, quickRight: 0, latePongs: 0 };
    marks.set(playerId, own);
    if (quick) own.quick += 1;
    if (quick && isRight(cue, asking, given)) own.quickRight += 1;
    if (late) own.latePongs += 1;
  }
  return [...marks.values()].sort(
    (a, b) => b.quickRight - a.quickRight || b.latePongs - a.latePongs || b.quick - a.quick,
  );
}
