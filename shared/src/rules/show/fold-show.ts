import type { QuestionPhase } from '../../contract/show.ts';
import type { NumberedShowEvent } from './show-event.ts';

/** One asking of a question. An undone one, and one that was left before its reveal, never counts. */
export type Asking = {
  asking: number;
  cueIndex: number;
  opensAtMs: number;
  locksAtMs: number;
  revealed: boolean;
  undone: boolean;
};

export type ShowState = {
  seq: number;
  /** The device with the right to drive. */
  driver: string | null;
  cueIndex: number;
  askings: readonly Asking[];
  /** The asking that counts of the current cue. */
  current: Asking | null;
  /** Of the current launch cue: the countdown's end. */
  launchedAtMs: number | null;
  rescued: boolean;
  /** Of the current cue: an award's steps; of a revealed question of an elimination, 1 shows who is in. */
  step: number;
  black: boolean;
  paused: boolean;
  /** Answers that arrived from here on do not show on the public board. */
  frozenSinceMs: number | null;
  ended: boolean;
  removed: ReadonlySet<string>;
};

/**
 * The state of a run: what its events, in their order and less those taken back, have made of it.
 *
 * Units   every ...Ms is epoch milliseconds on the server's clock.
 * Source  SPEC H2, H5.
 */
export function foldShow(events: readonly NumberedShowEvent[]): ShowState {
  const undone = new Set(events.flatMap((event) => (event.kind === 'undone' ? [event.undoes] : [])));
  const state: ShowState & { removed: Set<string>; askings: Asking[] } = {
    seq: events.at(-1)?.seq ?? 0,
    driver: null,
    cueIndex: 0,
    askings: [],
    current: null,
    launchedAtMs: null,
    rescued: false,
    step: 0,
    black: false,
    paused: false,
    frozenSinceMs: null,
    ended: false,
    removed: new Set(),
  };
  const launchedAtMs = new Map<number, number>();
  const rescued = new Set<number>();
  const steps = new Map<number, number>();

  for (const event of events) {
    if (undone.has(event.seq)) {
      // A number is never used twice, so an asking that was taken back is remembered as such.
      if (event.kind === 'asked') state.askings.push({ ...askingOf(event), undone: true });
      continue;
    }
    switch (event.kind) {
      case 'opened':
      case 'taken':
        state.driver = event.device;
        break;
      case 'moved':
        for (const asking of state.askings) if (!asking.revealed) asking.undone = true;
        state.cueIndex = event.cueIndex;
        break;
      case 'asked':
        state.askings.push(askingOf(event));
        break;
      case 'locked':
      case 'revealed': {
        const asking = state.askings.find((each) => each.asking === event.asking);
        if (asking && event.kind === 'locked') asking.locksAtMs = Math.min(asking.locksAtMs, event.locksAtMs);
        if (asking && event.kind === 'revealed') asking.revealed = true;
        break;
      }
      case 'launched':
        launchedAtMs.set(event.cueIndex, event.launchedAtMs);
        break;
      case 'rescued':
        rescued.add(event.cueIndex);
        break;
      case 'stepped':
        steps.set(event.cueIndex, event.step);
        break;
      case 'blackened':
        state.black = event.on;
        break;
      case 'paused':
        state.paused = event.on;
        break;
      case 'frozen':
        state.frozenSinceMs = event.on ? (state.frozenSinceMs ?? event.atMs) : null;
        break;
      case 'removed':
        state.removed.add(event.playerId);
        break;
      case 'cleared':
        for (const playerId of event.playerIds) state.removed.add(playerId);
        break;
      case 'ended':
        state.ended = true;
        break;
      case 'undone':
        break;
    }
  }
  const { cueIndex } = state;
  state.current = state.askings.findLast((asking) => asking.cueIndex === cueIndex && !asking.undone) ?? null;
  state.launchedAtMs = launchedAtMs.get(cueIndex) ?? null;
  state.rescued = rescued.has(cueIndex);
  state.step = steps.get(cueIndex) ?? 0;
  return state;
}

/** Where the question of the current cue stands; the lock follows from the time alone. SPEC H5. */
export function phaseOf({ current }: Pick<ShowState, 'current'>, nowMs: number): QuestionPhase {
  if (current === null) return 'ready';
  if (current.revealed) return 'revealed';
  return nowMs > current.locksAtMs ? 'locked' : 'open';
}

function askingOf(event: Extract<NumberedShowEvent, { kind: 'asked' }>): Asking {
  const { asking, cueIndex, opensAtMs, locksAtMs } = event;
  return { asking, cueIndex, opensAtMs, locksAtMs, revealed: false, undone: false };
}
