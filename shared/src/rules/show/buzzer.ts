import type { ShowCue } from '../../contract/show-file.ts';
import type { ShowState } from './fold-show.ts';
import type { BuzzPress } from './show-event.ts';
import type { CountedAnswer } from './tally.ts';

/** What a press of a buzzer is saved as: no answer to any question. */
export const buzzGiven = '!';
/** So many presses are in the ledger's event: the first and the next ones. */
export const pressesMax = 5;

/**
 * Who was first at a buzzer: by the time that counts, then by the arrival itself, then by the player's id.
 *
 * Units    milliseconds; nothing is rounded to whole steps.
 * Source   SPEC H51a.
 */
export function orderPresses(answers: readonly CountedAnswer[], mayPress: (playerId: string) => boolean): BuzzPress[] {
  return answers
    .filter(({ playerId }) => mayPress(playerId))
    .sort((a, b) => a.elapsedMs - b.elapsedMs || a.arrivedAtMs - b.arrivedAtMs || (a.playerId < b.playerId ? -1 : 1))
    .slice(0, pressesMax)
    .map(({ playerId, elapsedMs }) => ({ playerId, elapsedMs }));
}

/** The points of a buzzer; null: everybody answers this question. SPEC H51. */
export const buzzerOf = (cue: ShowCue | undefined): number | null =>
  cue?.kind === 'question' ? (cue.buzzer ?? null) : null;

/** Who has said a wrong answer at the buzzer of this cue, presses no more, and is still in the run. SPEC H51b. */
export const listBuzzedOut = (
  { askings, removed }: Pick<ShowState, 'askings' | 'removed'>,
  cueIndex: number,
): string[] =>
  askings.flatMap(({ cueIndex: at, undone, buzz }) => {
    const [first] = buzz?.presses ?? [];
    return at === cueIndex && !undone && buzz?.right === false && first && !removed.has(first.playerId)
      ? [first.playerId]
      : [];
  });
