import type { CommittedPeople } from '../../contract/draws.ts';
import type { Ruling } from '../../contract/show.ts';
import type { Naming } from '../../contract/show-names.ts';

/** Equals of a standing who are put in order by a run. */
export type RunTie = { roundId: string; version: number; standingId: string; rank: number; ids: string[] };

/** elapsedMs: from the opening, less the lag credit. */
export type BuzzPress = { playerId: string; elapsedMs: number };

/** What can happen in a run, in past tense. They are numbered in the ledger; `foldShow` makes the state of them. SPEC H2. */
export type ShowEvent =
  | { kind: 'opened'; device: string; tie?: RunTie } // `tie`: only these play
  | { kind: 'taken'; device: string } // the right to drive
  | { kind: 'moved'; cueIndex: number }
  | { kind: 'presented'; cueIndex: number } // the words of a question, before its options
  /** `asking` counts from 1 over the run, undone ones included. */
  | { kind: 'asked'; cueIndex: number; asking: number; opensAtMs: number; locksAtMs: number }
  | { kind: 'locked'; asking: number; locksAtMs: number } // by hand, before its time
  /** Of a buzzer: who was first, and the next ones; from `locksAtMs` on no press counts. */
  | { kind: 'buzzed'; asking: number; locksAtMs: number; presses: BuzzPress[] }
  | { kind: 'judged'; asking: number; right: boolean } // what the first of a buzzer has said
  | { kind: 'revealed'; asking: number }
  | { kind: 'ruled'; asking: number; ruling: Ruling; reason: string } // after the reveal: void, or another key
  | { kind: 'rescued'; cueIndex: number }
  | { kind: 'launched'; cueIndex: number; launchedAtMs: number } // the countdown's end
  /** How many steps of the cue's plan were taken. A question: 1 shows who is in. */
  | { kind: 'stepped'; cueIndex: number; step: number }
  /** Those present as they stand in the list of a drawing, and who has committed to a value. The last naming of a cue counts. */
  | { kind: 'lots-named'; cueIndex: number; ids: string[]; listHash: string; people: CommittedPeople }
  | { kind: 'lots-opened'; cueIndex: number; values: string[] }
  | { kind: 'undone'; undoes: number } // the number of the event that is taken back
  | { kind: 'blackened'; on: boolean }
  | { kind: 'paused'; on: boolean }
  | { kind: 'frozen'; on: boolean; atMs: number } // atMs: answers from here on do not show while frozen
  | { kind: 'naming'; naming: Naming }
  | { kind: 'approved'; playerIds: string[] } // their nicknames may stand on the wall
  | { kind: 'timed'; playerId: string; factor: number } // from here on the player has so much longer
  | { kind: 'removed'; playerId: string }
  | { kind: 'cleared'; sinceMs: number; playerIds: string[] } // everybody without an account who joined from then on
  | { kind: 'ended' }
  | { kind: 'followed'; runId: string; code: string }; // after the end: the hall goes on in this run

/** These change who is in, under which name and with how much time, and nothing of what comes next: a command given before one still fits. [H2a] */
const moderating: ReadonlySet<ShowEvent['kind']> = new Set(['naming', 'approved', 'timed', 'removed', 'cleared']);
export const isModeration = ({ kind }: ShowEvent): boolean => moderating.has(kind);

export type NumberedShowEvent = ShowEvent & { seq: number; happenedAtMs: number; actor: string };
