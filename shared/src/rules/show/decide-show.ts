import { accept, type Result, refuse } from '../../contract/result.ts';
import type { NextStep, ShowCommand } from '../../contract/show.ts';
import type { ShowCue, ShowFile } from '../../contract/show-file.ts';
import { type Asking, foldShow, phaseOf, type ShowState } from './fold-show.ts';
import type { NumberedShowEvent, ShowEvent } from './show-event.ts';

/** A lock is followed by this rest before the reveal, so that answers which arrived in time are processed. Milliseconds. */
export const settleMs = 250;

export type DecideInput = {
  file: ShowFile;
  events: readonly NumberedShowEvent[];
  device: string;
  command: ShowCommand;
  nowMs: number;
  /** How many winners the current award cue reveals; 0 at any other cue. */
  winners: number;
  /** How far ahead of its opening a question's key is sent now. */
  openingLeadMs: number;
  /** Players without an account who joined from then on and were not removed. */
  joinedSince: (sinceMs: number) => string[];
};

const isAsked = (cue: ShowCue | undefined): cue is Extract<ShowCue, { kind: 'question' | 'sudden-death' }> =>
  cue?.kind === 'question' || cue?.kind === 'sudden-death';
/** Whether a reveal of this cue is followed by the picture of who is still in. SPEC H22. */
const showsFloor = (file: ShowFile, cue: ShowCue): boolean =>
  file.rules.mode === 'elimination' && cue.kind === 'question';
const nothing = () => refuse({ code: 'nothing_to_do' });
const one = (event: ShowEvent) => accept([event]);

/**
 * What a command of the MC makes happen.
 *
 * Units    nowMs: epoch milliseconds on the server's clock.
 * Refuses  run_ended; not_driving when another device drives; cannot_undo; nothing_to_do when the command does
 *          not fit the state, or its time has not come.
 * Source   SPEC H2, H3, H5, H18b, H22.
 */
export function decideShow(input: DecideInput): Result<ShowEvent[]> {
  const { file, events, device, command, nowMs, winners, openingLeadMs } = input;
  const state = foldShow(events);
  if (state.ended) return refuse({ code: 'run_ended' });
  if (state.driver !== device) return refuse({ code: 'not_driving' });
  switch (command.do) {
    case 'next':
      return decideNext(file, state, nowMs, winners, openingLeadMs);
    case 'back':
      return decideBack(state);
    case 'go': {
      const inRange = command.cueIndex < file.cues.length && command.cueIndex !== state.cueIndex;
      return inRange ? one({ kind: 'moved', cueIndex: command.cueIndex }) : nothing();
    }
    case 'undo': {
      const last = undoable(events, nowMs);
      return last ? one({ kind: 'undone', undoes: last.seq }) : refuse({ code: 'cannot_undo' });
    }
    case 'launch':
      return nextStepOf(file, state, nowMs, winners) === 'launch'
        ? decideNext(file, state, nowMs, winners, openingLeadMs)
        : nothing();
    case 'black':
      return state.black === command.on ? nothing() : one({ kind: 'blackened', on: command.on });
    case 'pause':
      return state.paused === command.on ? nothing() : one({ kind: 'paused', on: command.on });
    case 'freeze':
      return (state.frozenSinceMs !== null) === command.on
        ? nothing()
        : one({ kind: 'frozen', on: command.on, atMs: nowMs });
    case 'remove':
      return state.removed.has(command.playerId) ? nothing() : one({ kind: 'removed', playerId: command.playerId });
    case 'clear': {
      const playerIds = input.joinedSince(command.sinceMs);
      return playerIds.length === 0 ? nothing() : one({ kind: 'cleared', sinceMs: command.sinceMs, playerIds });
    }
    case 'end':
      return one({ kind: 'ended' });
  }
}

/** What the one large button would do. `nothing`: its time has not come yet, or the run is over or paused. SPEC H3. */
export function nextStepOf(file: ShowFile, state: ShowState, nowMs: number, winners: number): NextStep {
  if (state.ended || state.paused) return 'nothing';
  const cue = file.cues[state.cueIndex];
  const onward = state.cueIndex + 1 < file.cues.length ? 'next-cue' : 'finish';
  if (isAsked(cue)) {
    const phase = phaseOf(state, nowMs);
    if (phase === 'ready') return 'open-question';
    if (phase === 'open') return state.current && isRunning(state.current, nowMs) ? 'lock' : 'nothing';
    if (phase === 'locked') return state.current && nowMs < state.current.locksAtMs + settleMs ? 'nothing' : 'reveal';
    return showsFloor(file, cue) && state.step === 0 ? 'floor' : onward;
  }
  if (cue?.kind === 'launch') {
    if (state.launchedAtMs === null) return 'launch';
    return nowMs < state.launchedAtMs ? 'nothing' : onward;
  }
  if (cue?.kind === 'rescue' && !state.rescued) return 'rescue';
  if (cue?.kind === 'award' && state.step < 2 * winners) return state.step % 2 === 0 ? 'announce' : 'reveal-name';
  return onward;
}

/** Open already, and not just locked by hand in this very millisecond. */
const isRunning = ({ opensAtMs, locksAtMs }: Asking, nowMs: number): boolean => nowMs >= opensAtMs && nowMs < locksAtMs;

function decideNext(
  file: ShowFile,
  state: ShowState,
  nowMs: number,
  winners: number,
  openingLeadMs: number,
): Result<ShowEvent[]> {
  const { cueIndex, current } = state;
  switch (nextStepOf(file, state, nowMs, winners)) {
    case 'nothing':
      return nothing();
    case 'next-cue':
      return one({ kind: 'moved', cueIndex: cueIndex + 1 });
    case 'finish':
      return one({ kind: 'ended' });
    case 'open-question':
      return accept(openQuestion(file, state, nowMs + openingLeadMs));
    case 'lock':
      return current ? one({ kind: 'locked', asking: current.asking, locksAtMs: nowMs }) : nothing();
    case 'reveal':
      return current ? one({ kind: 'revealed', asking: current.asking }) : nothing();
    case 'launch': {
      const cue = file.cues[cueIndex];
      const countdownMs = cue?.kind === 'launch' ? cue.countdownSeconds * 1000 : 0;
      return one({ kind: 'launched', cueIndex, launchedAtMs: nowMs + countdownMs });
    }
    case 'rescue':
      return one({ kind: 'rescued', cueIndex });
    case 'floor':
    case 'announce':
    case 'reveal-name':
      return one({ kind: 'stepped', cueIndex, step: state.step + 1 });
  }
}

/** The question opens a lead ahead; where the rules freeze the board from this question on, that happens at its opening. */
function openQuestion(file: ShowFile, state: ShowState, opensAtMs: number): ShowEvent[] {
  const { cueIndex } = state;
  const cue = file.cues[cueIndex];
  const locksAtMs = opensAtMs + (isAsked(cue) ? cue.seconds : 0) * 1000;
  const number = file.cues.slice(0, cueIndex + 1).filter(isAsked).length;
  const asked: ShowEvent = { kind: 'asked', cueIndex, asking: state.askings.length + 1, opensAtMs, locksAtMs };
  const freezes = number === file.rules.freezeFromQuestion && state.frozenSinceMs === null;
  return freezes ? [{ kind: 'frozen', on: true, atMs: opensAtMs }, asked] : [asked];
}

function decideBack(state: ShowState): Result<ShowEvent[]> {
  const { cueIndex, step } = state;
  if (step > 0) return one({ kind: 'stepped', cueIndex, step: step - 1 });
  return cueIndex > 0 ? one({ kind: 'moved', cueIndex: cueIndex - 1 }) : nothing();
}

export function canBack(state: ShowState): boolean {
  return !state.ended && decideBack(state).ok;
}

export function canUndo(events: readonly NumberedShowEvent[], nowMs: number): boolean {
  return !foldShow(events).ended && undoable(events, nowMs) !== null;
}

/** The last step, if it can be taken back: it revealed nothing, and no later step depends on it. Taking over is no step. */
function undoable(events: readonly NumberedShowEvent[], nowMs: number): NumberedShowEvent | null {
  const undone = new Set(events.flatMap((event) => (event.kind === 'undone' ? [event.undoes] : [])));
  const last = events.findLast((event) => event.kind !== 'taken' && event.kind !== 'undone' && !undone.has(event.seq));
  switch (last?.kind) {
    case 'moved':
    case 'asked':
    case 'locked':
    case 'rescued':
    case 'blackened':
    case 'paused':
      return last;
    case 'frozen':
      return last.on ? last : null; // lifting a freeze shows the true board
    case 'launched':
      return nowMs < last.launchedAtMs ? last : null;
    case 'stepped':
      return last.step % 2 === 1 ? last : null; // a name was not revealed yet; who is in, the reveal has shown already
    default:
      return null;
  }
}
