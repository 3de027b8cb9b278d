import type { CommittedPeople } from '../../contract/draws.ts';
import { accept, type Result, refuse } from '../../contract/result.ts';
import type { NextStep, ShowCommand } from '../../contract/show.ts';
import type { ShowCue, ShowFile, ShowRules } from '../../contract/show-file.ts';
import { commitToValue, hashLotList } from '../lots.ts';
import { buzzerOf } from './buzzer.ts';
import { type Asking, foldShow, isAsked, isTrial, keyOf, lastLockOf, phaseOf, type ShowState } from './fold-show.ts';
import { isModeration, type NumberedShowEvent, type ShowEvent } from './show-event.ts';
import { itemOf, judgeShow, readShowGiven } from './show-item.ts';

/** What the presses of a cue with a plan do, one after the other: of an award, a draw, a board that is opened row by row. */
export type CueStep = {
  next: NextStep;
  /** It shows the hall what nobody has seen before: no undo takes it back. */
  reveals: boolean;
};

/** A lock is followed by this rest before the reveal, so that answers which arrived in time are processed. Milliseconds. */
export const settleMs = 250;

export type DecideInput = {
  file: ShowFile;
  events: readonly NumberedShowEvent[];
  device: string;
  command: ShowCommand;
  nowMs: number;
  /** The plan of the current cue; none at a cue without one. */
  steps: readonly CueStep[];
  /** How far ahead of its opening a question's key is sent now. */
  openingLeadMs: number;
  /** Players who take part in a drawing among those present, in the order of joining. */
  present: () => string[];
};

/** Whether a reveal of this cue is followed by the picture of who is still in. SPEC H22. */
const showsFloor = (file: ShowFile, cue: ShowCue): boolean =>
  file.rules.mode === 'elimination' && cue.kind === 'question' && !cue.trial;
const nothing = () => refuse({ code: 'nothing_to_do' });
const one = (event: ShowEvent) => accept([event]);

/**
 * What a command of the MC makes happen.
 *
 * Units    nowMs: epoch milliseconds on the server's clock.
 * Refuses  run_ended; not_driving when another device drives; cannot_undo; option_unknown; draw_refused;  nothing_to_do when the
 *          command does not fit the state, or its time has not come.
 * Source   SPEC H2, H3, H5, H5c, H5d, H22, H29.
 */
export function decideShow(input: DecideInput): Result<ShowEvent[]> {
  const { file, events, device, command, nowMs, steps, openingLeadMs } = input;
  const state = foldShow(events);
  if (state.ended) return refuse({ code: 'run_ended' });
  if (state.driver !== device) return refuse({ code: 'not_driving' });
  switch (command.do) {
    case 'next':
      return decideNext(file, state, nowMs, steps, openingLeadMs);
    case 'back':
      return decideBack(state);
    case 'go': {
      const inRange = command.cueIndex < file.cues.length && command.cueIndex !== state.cueIndex;
      return inRange ? one({ kind: 'moved', cueIndex: command.cueIndex }) : nothing();
    }
    case 'undo': {
      const last = undoable(events, nowMs, steps);
      return last ? one({ kind: 'undone', undoes: last.seq }) : refuse({ code: 'cannot_undo' });
    }
    case 'launch':
      return nextStepOf(file, state, nowMs, steps) === 'launch'
        ? decideNext(file, state, nowMs, steps, openingLeadMs)
        : nothing();
    case 'black':
      return state.black === command.on ? nothing() : one({ kind: 'blackened', on: command.on });
    case 'pause':
      return state.paused === command.on ? nothing() : one({ kind: 'paused', on: command.on });
    case 'freeze':
      return (state.frozenSinceMs !== null) === command.on
        ? nothing()
        : one({ kind: 'frozen', on: command.on, atMs: nowMs });
    case 'mark': {
      const { asking, right } = command;
      const isWaiting = state.current?.asking === asking && state.current.buzz?.right === null;
      if (!isWaiting || state.current?.revealed) return nothing();
      const judged: ShowEvent = { kind: 'judged', asking, right };
      return accept(right ? [judged, { kind: 'revealed', asking }] : [judged]);
    }
    case 'close': {
      const { current } = state;
      const mayClose = current !== null && current.buzz?.right === false && !current.revealed;
      return mayClose ? one({ kind: 'revealed', asking: current.asking }) : nothing();
    }
    case 'rule':
      return decideRuling(file, state, command);
    case 'name-lots':
      return nameLots(file, state, command.people, input.present());
    case 'open-lots':
      return openLots(state, command.values);
    case 'end':
      return one({ kind: 'ended' });
  }
}

/** What the one large button would do. `nothing`: its time has not come yet, or the run is over or paused. SPEC H3. */
export function nextStepOf(file: ShowFile, state: ShowState, nowMs: number, steps: readonly CueStep[]): NextStep {
  if (state.ended || state.paused) return 'nothing';
  const cue = file.cues[state.cueIndex];
  const onward = state.cueIndex + 1 < file.cues.length ? 'next-cue' : 'finish';
  if (isAsked(cue)) {
    const phase = phaseOf(state, nowMs);
    if (phase === 'ready') return cue.textFirst && !state.presented ? 'present-question' : 'open-question';
    if (phase === 'open') return state.current && isRunning(state.current, nowMs) ? 'lock' : 'nothing';
    if (state.current?.buzz && phase !== 'revealed')
      return state.current.buzz.right === false ? 'open-question' : 'nothing'; // first the MC judges what was said
    if (phase === 'locked')
      return state.current && nowMs < settledAtMs(file, state, state.current) ? 'nothing' : 'reveal';
    return showsFloor(file, cue) && state.step === 0 ? 'floor' : onward;
  }
  if (cue?.kind === 'launch') {
    if (state.launchedAtMs === null) return 'launch';
    return nowMs < state.launchedAtMs ? 'nothing' : onward;
  }
  if (cue?.kind === 'rescue' && !state.rescued) return 'rescue';
  return steps[state.step]?.next ?? onward;
}

/** From when on nothing that counts is still to come; of a buzzer, nobody is still to be named. Epoch milliseconds. */
export function settledAtMs({ cues, rules }: ShowFile, state: ShowState, asking: Asking): number {
  const settledMs = lastLockOf(asking, state) + settleMs;
  return buzzerOf(cues[asking.cueIndex]) === null ? settledMs : settledMs + buzzWindowMs(rules) + settleMs;
}

/**
 * How long presses are gathered from the first one on: whoever comes later cannot be first, since no credit reaches further,
 * and what arrived meanwhile is saved.
 *
 * Source   SPEC H51a.
 */
export const buzzWindowMs = ({ lagCredit }: ShowRules): number => lagCredit.quotaMs + settleMs;

/** Open already, and not just locked by hand in this very millisecond. */
const isRunning = ({ opensAtMs, locksAtMs }: Asking, nowMs: number): boolean => nowMs >= opensAtMs && nowMs < locksAtMs;

function decideNext(
  file: ShowFile,
  state: ShowState,
  nowMs: number,
  steps: readonly CueStep[],
  openingLeadMs: number,
): Result<ShowEvent[]> {
  const { cueIndex, current } = state;
  switch (nextStepOf(file, state, nowMs, steps)) {
    case 'nothing':
      return nothing();
    case 'next-cue':
      return one({ kind: 'moved', cueIndex: cueIndex + 1 });
    case 'finish':
      return one({ kind: 'ended' });
    case 'present-question':
      return one({ kind: 'presented', cueIndex });
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
    case 'open-row': {
      const stepped: ShowEvent = { kind: 'stepped', cueIndex, step: state.step + 1 };
      const isLast = state.step + 1 === steps.length;
      return accept(isLast ? [stepped, { kind: 'frozen', on: false, atMs: nowMs }] : [stepped]);
    }
    default:
      return one({ kind: 'stepped', cueIndex, step: state.step + 1 });
  }
}

/** The question opens a lead ahead; where the rules freeze the board from this question on, that happens at its opening. */
function openQuestion(file: ShowFile, state: ShowState, opensAtMs: number): ShowEvent[] {
  const { cueIndex } = state;
  const cue = file.cues[cueIndex];
  const locksAtMs = opensAtMs + (isAsked(cue) ? cue.seconds : 0) * 1000;
  const number = file.cues.slice(0, cueIndex + 1).filter((each) => isAsked(each) && !isTrial(each)).length;
  const asked: ShowEvent = { kind: 'asked', cueIndex, asking: state.askings.length + 1, opensAtMs, locksAtMs };
  const freezes = !isTrial(cue) && number === file.rules.freezeFromQuestion && state.frozenSinceMs === null;
  return freezes ? [{ kind: 'frozen', on: true, atMs: opensAtMs }, asked] : [asked];
}

/**
 * The asking whose question may be ruled upon: revealed and, in an elimination, followed by no other question, since whoever
 * was out could not answer it.
 */
export function isRulable(file: ShowFile, state: ShowState, asking: number): boolean {
  const found = state.askings.find((each) => each.asking === asking);
  if (state.ended || !found?.revealed || found.undone || isTrial(file.cues[found.cueIndex])) return false;
  return file.rules.mode !== 'elimination' || !state.askings.some((each) => each.asking > asking && !each.undone);
}

function decideRuling(
  file: ShowFile,
  state: ShowState,
  { asking, ruling, reason }: Extract<ShowCommand, { do: 'rule' }>,
): Result<ShowEvent[]> {
  const found = state.askings.find((each) => each.asking === asking);
  const cue = file.cues[found?.cueIndex ?? -1];
  if (!found || !isAsked(cue) || !isRulable(file, state, asking)) return nothing();
  const key = keyOf(cue, found);
  if (ruling.what === 'key' && buzzerOf(cue) !== null) return nothing(); // what was said is judged by the MC
  if (ruling.what === 'void') return key === null ? nothing() : one({ kind: 'ruled', asking, ruling, reason });
  const item = 'bank' in cue.question ? null : itemOf(cue.question);
  const right = item && readShowGiven(item, ruling.right);
  if (!item || right === null) return refuse({ code: 'option_unknown' });
  const isKey = key !== null && judgeShow({ ...key, nearest: false }, [])(right);
  return isKey ? nothing() : one({ kind: 'ruled', asking, ruling: { what: 'key', right }, reason });
}

/** The list is frozen in this very moment. SPEC H29. */
function nameLots(file: ShowFile, state: ShowState, people: CommittedPeople, ids: string[]): Result<ShowEvent[]> {
  const { cueIndex, lots } = state;
  const cue = file.cues[cueIndex];
  const isWanted = cue?.kind === 'draw' && cue.of.what === 'present' && !lots?.values;
  if (!isWanted || ids.length === 0) return nothing();
  return one({ kind: 'lots-named', cueIndex, ids, listHash: hashLotList(ids), people });
}

/** Every value has to be the one that was committed to. SPEC H29. */
function openLots({ cueIndex, lots }: ShowState, values: string[]): Result<ShowEvent[]> {
  if (!lots || lots.values) return nothing();
  if (values.length !== lots.people.length) return refuse({ code: 'draw_refused', why: 'seed-form', who: '', atMs: 0 });
  const wrong = lots.people.find(({ name, hash }, at) => commitToValue(name, values[at] ?? '') !== hash);
  if (wrong) return refuse({ code: 'draw_refused', why: 'seed-wrong', who: wrong.name, atMs: 0 });
  return one({ kind: 'lots-opened', cueIndex, values });
}

function decideBack(state: ShowState): Result<ShowEvent[]> {
  const { cueIndex, step } = state;
  if (step > 0) return one({ kind: 'stepped', cueIndex, step: step - 1 });
  return cueIndex > 0 ? one({ kind: 'moved', cueIndex: cueIndex - 1 }) : nothing();
}

export function canBack(state: ShowState): boolean {
  return !state.ended && decideBack(state).ok;
}

export function canUndo(events: readonly NumberedShowEvent[], nowMs: number, steps: readonly CueStep[]): boolean {
  return !foldShow(events).ended && undoable(events, nowMs, steps) !== null;
}

/** The last step, if it can be taken back: it revealed nothing, and no later step depends on it. Taking over is no step, nor is what a moderator does. */
function undoable(
  events: readonly NumberedShowEvent[],
  nowMs: number,
  steps: readonly CueStep[],
): NumberedShowEvent | null {
  const undone = new Set(events.flatMap((event) => (event.kind === 'undone' ? [event.undoes] : [])));
  const last = events.findLast(
    (event) => event.kind !== 'taken' && event.kind !== 'undone' && !isModeration(event) && !undone.has(event.seq),
  );
  switch (last?.kind) {
    case 'moved':
    case 'asked':
    case 'locked':
    case 'judged':
    case 'rescued':
    case 'blackened':
    case 'paused':
      return last;
    case 'frozen':
      return last.on ? last : null; // lifting a freeze shows the true board
    case 'launched':
      return nowMs < last.launchedAtMs ? last : null;
    case 'stepped':
      if (last.step === 0) return null;
      return (steps[last.step - 1]?.reveals ?? false) ? null : last; // who is in, a question's reveal has shown already
    default:
      return null;
  }
}
