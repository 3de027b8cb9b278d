/** What can happen in a run, in past tense. They are numbered in the ledger; `foldShow` makes the state of them. SPEC H2. */
export type ShowEvent =
  | { kind: 'opened'; device: string }
  | { kind: 'taken'; device: string } // the right to drive
  | { kind: 'moved'; cueIndex: number }
  /** `asking` counts from 1 over the run, undone ones included. */
  | { kind: 'asked'; cueIndex: number; asking: number; opensAtMs: number; locksAtMs: number }
  | { kind: 'locked'; asking: number; locksAtMs: number } // by hand, before its time
  | { kind: 'revealed'; asking: number }
  | { kind: 'rescued'; cueIndex: number }
  | { kind: 'launched'; cueIndex: number; launchedAtMs: number } // the countdown's end
  /** Award: 0 nothing; an odd step announces a prize, the even step after it reveals the name. A question: 1 shows who is in. */
  | { kind: 'stepped'; cueIndex: number; step: number }
  | { kind: 'undone'; undoes: number } // the number of the event that is taken back
  | { kind: 'blackened'; on: boolean }
  | { kind: 'paused'; on: boolean }
  | { kind: 'frozen'; on: boolean; atMs: number } // atMs: answers from here on do not show while frozen
  | { kind: 'removed'; playerId: string }
  | { kind: 'cleared'; sinceMs: number; playerIds: string[] } // everybody without an account who joined from then on
  | { kind: 'ended' };

export type NumberedShowEvent = ShowEvent & { seq: number; happenedAtMs: number; actor: string };
