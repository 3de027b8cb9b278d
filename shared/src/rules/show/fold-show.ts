import type { CommittedPeople } from '../../contract/draws.ts';
import type { QuestionPhase, Ruling } from '../../contract/show.ts';
import type { ShowCue } from '../../contract/show-file.ts';
import type { Naming } from '../../contract/show-names.ts';
import type { BuzzPress, NumberedShowEvent, RunTie } from './show-event.ts';
import { itemOf, type ShowItem, withKey } from './show-item.ts';

/** One asking of a question. An undone one, and one that was left before its reveal, never counts. */
export type Asking = {
  asking: number;
  cueIndex: number;
  opensAtMs: number;
  locksAtMs: number;
  revealed: boolean;
  undone: boolean;
  /** The last one counts. [H5d] */
  ruled: { ruling: Ruling; reason: string } | null;
  /** Of a buzzer: who was first, and the next ones. `right` null: not judged yet. [H51] */
  buzz: { presses: BuzzPress[]; right: boolean | null } | null;
};

/** A drawing among those present; `values` null: not opened yet. */
export type Lots = { ids: string[]; listHash: string; people: CommittedPeople; values: string[] | null };

export type ShowState = {
  seq: number;
  /** The device with the right to drive. */
  driver: string | null;
  cueIndex: number;
  askings: readonly Asking[];
  /** The asking that counts of the current cue. */
  current: Asking | null;
  /** The words of the current cue's question have been presented. */
  presented: boolean;
  /** Of the current launch cue: the countdown's end. */
  launchedAtMs: number | null;
  rescued: boolean;
  /** Of the current cue: how many steps of its plan were taken; of a revealed question of an elimination, 1 shows who is in. */
  step: number;
  /** Of the current cue: a drawing among those present. */
  lots: Lots | null;
  black: boolean;
  paused: boolean;
  /** Answers that arrived from here on do not show on the public board. */
  frozenSinceMs: number | null;
  ended: boolean;
  /** The run in which the hall goes on. SPEC H50. */
  next: { runId: string; code: string } | null;
  /** Only these contestants play. */
  tie: RunTie | null;
  removed: ReadonlySet<string>;
  /** null: as the file says. */
  naming: Naming | null;
  /** Whose nicknames may stand on the wall. */
  approved: ReadonlySet<string>;
  /** By player, where it is not 1. */
  timeFactors: ReadonlyMap<string, number>;
};

/**
 * The state of a run: what its events, in their order and less those taken back, have made of it.
 *
 * Units   every ...Ms is epoch milliseconds on the server's clock.
 * Source  SPEC H2, H5.
 */
export function foldShow(events: readonly NumberedShowEvent[]): ShowState {
  const undone = new Set(events.flatMap((event) => (event.kind === 'undone' ? [event.undoes] : [])));
  const state: ShowState & {
    removed: Set<string>;
    approved: Set<string>;
    timeFactors: Map<string, number>;
    askings: Asking[];
  } = {
    seq: events.at(-1)?.seq ?? 0,
    driver: null,
    cueIndex: 0,
    askings: [],
    current: null,
    presented: false,
    launchedAtMs: null,
    rescued: false,
    step: 0,
    lots: null,
    black: false,
    paused: false,
    frozenSinceMs: null,
    ended: false,
    next: null,
    tie: null,
    removed: new Set(),
    naming: null,
    approved: new Set(),
    timeFactors: new Map(),
  };
  const launchedAtMs = new Map<number, number>();
  const rescued = new Set<number>();
  const presented = new Set<number>();
  const steps = new Map<number, number>();
  const lots = new Map<number, Lots>();

  for (const event of events) {
    if (undone.has(event.seq)) {
      // A number is never used twice, so an asking that was taken back is remembered as such.
      if (event.kind === 'asked') state.askings.push({ ...askingOf(event), undone: true });
      continue;
    }
    switch (event.kind) {
      case 'opened':
        state.tie = event.tie ?? null;
        state.driver = event.device;
        break;
      case 'taken':
        state.driver = event.device;
        break;
      case 'moved': {
        // Of a buzzer that was opened again until its reveal, each time it was open belongs to what was revealed.
        const revealed = new Set(state.askings.flatMap((each) => (each.revealed ? [each.cueIndex] : [])));
        for (const asking of state.askings)
          if (!asking.revealed && !(asking.buzz && revealed.has(asking.cueIndex))) asking.undone = true;
        state.cueIndex = event.cueIndex;
        break;
      }
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
      case 'buzzed':
      case 'judged': {
        const asking = state.askings.find((each) => each.asking === event.asking);
        if (asking && event.kind === 'buzzed') {
          asking.locksAtMs = Math.min(asking.locksAtMs, event.locksAtMs);
          asking.buzz = { presses: event.presses, right: null };
        }
        if (asking?.buzz && event.kind === 'judged') asking.buzz = { ...asking.buzz, right: event.right };
        break;
      }
      case 'ruled': {
        const asking = state.askings.find((each) => each.asking === event.asking);
        if (asking) asking.ruled = { ruling: event.ruling, reason: event.reason };
        break;
      }
      case 'presented':
        presented.add(event.cueIndex);
        break;
      case 'launched':
        launchedAtMs.set(event.cueIndex, event.launchedAtMs);
        break;
      case 'rescued':
        rescued.add(event.cueIndex);
        break;
      case 'stepped':
        steps.set(event.cueIndex, event.step);
        break;
      case 'lots-named':
        lots.set(event.cueIndex, { ids: event.ids, listHash: event.listHash, people: event.people, values: null });
        break;
      case 'lots-opened': {
        const named = lots.get(event.cueIndex);
        if (named) lots.set(event.cueIndex, { ...named, values: event.values });
        break;
      }
      case 'blackened':
        state.black = event.on;
        break;
      case 'paused':
        state.paused = event.on;
        break;
      case 'frozen':
        state.frozenSinceMs = event.on ? (state.frozenSinceMs ?? event.atMs) : null;
        break;
      case 'naming':
        state.naming = event.naming;
        break;
      case 'approved':
        for (const playerId of event.playerIds) state.approved.add(playerId);
        break;
      case 'timed':
        if (event.factor === 1) state.timeFactors.delete(event.playerId);
        else state.timeFactors.set(event.playerId, event.factor);
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
      case 'followed':
        state.next = { runId: event.runId, code: event.code };
        break;
      case 'undone':
        break;
    }
  }
  const { cueIndex } = state;
  state.current = state.askings.findLast((asking) => asking.cueIndex === cueIndex && !asking.undone) ?? null;
  state.launchedAtMs = launchedAtMs.get(cueIndex) ?? null;
  state.presented = presented.has(cueIndex);
  state.rescued = rescued.has(cueIndex);
  state.step = steps.get(cueIndex) ?? 0;
  state.lots = lots.get(cueIndex) ?? null;
  return state;
}

export type AskedCue = Extract<ShowCue, { kind: 'question' | 'sudden-death' }>;
export const isAsked = (cue: ShowCue | undefined): cue is AskedCue =>
  cue?.kind === 'question' || cue?.kind === 'sudden-death';
/** A question for trying: nothing of it counts. SPEC H10b. */
export const isTrial = (cue: ShowCue | undefined): boolean => cue?.kind === 'question' && cue.trial;

/** The question with its key by the last ruling; null: it counts for nobody. SPEC H5d. */
export function keyOf(cue: AskedCue, { ruled }: Pick<Asking, 'ruled'>): ShowItem | null {
  if (ruled?.ruling.what === 'void' || 'bank' in cue.question) return null;
  const item = itemOf(cue.question);
  return ruled ? withKey(item, ruled.ruling.right) : item;
}

/** The askings whose questions count; those for trying left out. */
export const countedAskings = ({ askings }: Pick<ShowState, 'askings'>, cues: readonly ShowCue[]): Asking[] =>
  askings.filter((asking) => !asking.undone && !isTrial(cues[asking.cueIndex]));

/** When an asking locks for a player who has so much longer. Epoch milliseconds. SPEC H61. */
export const lockOf = ({ opensAtMs, locksAtMs }: Pick<Asking, 'opensAtMs' | 'locksAtMs'>, factor: number): number =>
  opensAtMs + Math.round((locksAtMs - opensAtMs) * factor);

/** When it has locked for everybody who is in the run. */
export function lastLockOf(
  asking: Asking,
  { timeFactors, removed }: Pick<ShowState, 'timeFactors' | 'removed'>,
): number {
  const factors = [...timeFactors].flatMap(([playerId, factor]) => (removed.has(playerId) ? [] : [factor]));
  return lockOf(asking, Math.max(1, ...factors));
}

/** Where the question of the current cue stands; the lock follows from the time alone. SPEC H5. */
export function phaseOf({ current }: Pick<ShowState, 'current'>, nowMs: number): QuestionPhase {
  if (current === null) return 'ready';
  if (current.revealed) return 'revealed';
  return current.buzz || nowMs > current.locksAtMs ? 'locked' : 'open';
}

function askingOf(event: Extract<NumberedShowEvent, { kind: 'asked' }>): Asking {
  const { asking, cueIndex, opensAtMs, locksAtMs } = event;
  return { asking, cueIndex, opensAtMs, locksAtMs, revealed: false, undone: false, ruled: null, buzz: null };
}
