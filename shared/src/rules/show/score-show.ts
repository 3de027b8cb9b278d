import type { ShowFile, ShowRules } from '../../contract/show-file.ts';
import { buzzerOf } from './buzzer.ts';
import { type Asking, countedAskings, foldShow, isTrial, keyOf } from './fold-show.ts';
import { rankShow } from './rank-show.ts';
import type { NumberedShowEvent } from './show-event.ts';
import { judgeShow } from './show-item.ts';
import type { CountedAnswer, PlayerFacts, PlayerTally, Tally } from './tally.ts';

/**
 * Adds a player to those that are scored. Elimination: beyond `playersMax`, or once the first question is open, it is a
 * reserve: whoever answers fewer questions is not ahead of those who fell.
 *
 * Units    firstOpensAtMs: when the first question opened; null while none has.
 * Source   SPEC H11, H11a.
 */
export function placePlayer(file: ShowFile, tally: Tally, player: PlayerFacts, firstOpensAtMs: number | null): void {
  const { mode, playersMax } = file.rules;
  const late = firstOpensAtMs !== null && player.joinedAtMs >= firstOpensAtMs;
  const reserve = mode === 'elimination' && (late || (playersMax !== null && player.order > playersMax));
  // Each part is named: the engine gives a spread of many parts a hidden class of its own, which ten thousand pay for.
  tally.set(player.playerId, {
    playerId: player.playerId,
    order: player.order,
    joinedAtMs: player.joinedAtMs,
    unitCode: player.unitCode,
    status: reserve ? 'reserve' : 'in',
    points: 0,
    rightCount: 0,
    elapsedMs: 0,
    streak: 0,
    edge: 0,
    outAt: null,
    back: false,
    last: null,
  });
}

/** Who may answer the question of a cue. Sudden death: those who share the place, if it is shared at all. SPEC H11, H12. */
export function playersOf(
  file: ShowFile,
  tally: Tally,
  cueIndex: number,
  removed: ReadonlySet<string> = new Set(),
): Set<string> {
  const cue = file.cues[cueIndex];
  if (cue?.kind === 'sudden-death') {
    const tied = rankShow(file, tally, removed).filter((place) => place.rank === cue.place);
    return new Set(tied.length > 1 ? tied.map((place) => place.playerId) : []);
  }
  const players = new Set<string>();
  for (const player of tally.values())
    if (!removed.has(player.playerId) && (file.rules.mode !== 'elimination' || player.status === 'in'))
      players.add(player.playerId);
  return players;
}

/** Time in whole steps of the rules, rounded down. SPEC H6. */
export const inSteps = (rules: ShowRules, elapsedMs: number): number =>
  Math.floor(elapsedMs / rules.timeStepMs) * rules.timeStepMs;

/**
 * The time of a right answer that is added up: nobody gains by being faster than `fullUnderMs`, which is about as long as
 * reading takes.
 *
 * Units    milliseconds, in whole steps.
 * Source   SPEC H10a.
 */
export const countedMs = (rules: ShowRules, elapsedMs: number): number =>
  inSteps(rules, Math.max(elapsedMs, rules.fullUnderMs));

/**
 * Points of a right answer by its speed: all of them under `fullUnderMs`, then falling evenly to half at the buzzer.
 *
 * Units    seconds: the question's time; elapsedMs: milliseconds from the opening, less the lag credit.
 * Source   SPEC H10. The curve is the one Kahoot publishes.
 */
export function pointsFor(rules: ShowRules, seconds: number, elapsedMs: number): number {
  const time = inSteps(rules, elapsedMs);
  if (time < rules.fullUnderMs) return rules.pointsMax;
  return Math.round(rules.pointsMax * (1 - Math.min(1, time / (seconds * 1000)) / 2));
}

/**
 * Counts a revealed asking. Answers of players who may not answer are left out, and so is a player who came after the lock.
 * With `untilMs` only what was known before that moment counts: an answer that arrived later, and a silence that ended
 * later, change nothing. A question that nobody got right may be void by the rules: then nobody is out. One that was ruled
 * void, and one for trying, leave points, streaks and places as they were.
 *
 * Source   SPEC H5, H5d, H10, H10b, H11, H11b, H12.
 */
export function applyReveal(
  file: ShowFile,
  tally: Tally,
  asking: Asking,
  answers: readonly CountedAnswer[],
  removed: ReadonlySet<string> = new Set(),
  untilMs: number = Number.POSITIVE_INFINITY,
): void {
  const cue = file.cues[asking.cueIndex];
  if (cue?.kind !== 'question' && cue?.kind !== 'sudden-death') return;
  const key = keyOf(cue, asking);
  const counts = key !== null && !isTrial(cue);
  if (buzzerOf(cue) !== null) {
    applyBuzz(file, tally, asking, answers, removed, untilMs);
    return;
  }
  const given = new Map(answers.map((answer) => [answer.playerId, answer]));
  const players = playersOf(file, tally, asking.cueIndex, removed);
  const { rules } = file;
  const judge = key === null ? null : judgeShow(key, givensOf(answers, players, untilMs));
  const isVoid = rules.voidIfNobodyRight && !answers.some((each) => judge?.(each.given) && !removed.has(each.playerId));
  const survivors: { player: PlayerTally; elapsedMs: number }[] = [];

  for (const playerId of players) {
    const player = tally.get(playerId);
    const answer = given.get(playerId);
    if (!player || (player.joinedAtMs > asking.locksAtMs && !answer)) continue;
    if ((answer?.arrivedAtMs ?? asking.locksAtMs) >= untilMs) continue;
    const elapsedMs = answer ? inSteps(rules, answer.elapsedMs) : null;
    const isRight = answer !== undefined && judge?.(answer.given) === true;
    let points = 0;
    player.back = false;
    if (cue.kind === 'question' && counts) {
      points = isRight ? score(rules, player, cue.seconds, answer.elapsedMs) : 0;
      player.streak = isRight ? player.streak + 1 : 0;
      if (isRight) {
        player.points += points;
        player.rightCount += 1;
        player.elapsedMs += countedMs(rules, answer.elapsedMs);
      }
      if (rules.mode === 'elimination' && !isRight && !isVoid) {
        player.status = 'out';
        player.outAt = asking.asking;
      }
    } else if (isRight && counts) survivors.push({ player, elapsedMs: elapsedMs ?? 0 });
    player.last = { asking: asking.asking, right: isRight, points, elapsedMs };
  }
  if (cue.kind !== 'sudden-death') return;
  const fastest = Math.min(...survivors.map((survivor) => survivor.elapsedMs));
  for (const { player, elapsedMs } of survivors) if (cue.stay === 'right' || elapsedMs === fastest) player.edge += 1;
}

/** A buzzer gives its points to who was first and right, and changes nobody else. SPEC H51b, H15. */
function applyBuzz(
  { cues, rules }: ShowFile,
  tally: Tally,
  asking: Asking,
  answers: readonly CountedAnswer[],
  removed: ReadonlySet<string>,
  untilMs: number,
): void {
  const cue = cues[asking.cueIndex];
  const [first] = asking.buzz?.presses ?? [];
  const player = tally.get(first?.playerId ?? '');
  if (!first || !player || removed.has(first.playerId)) return;
  const arrivedAtMs = answers.find(({ playerId }) => playerId === first.playerId)?.arrivedAtMs ?? asking.locksAtMs;
  if (arrivedAtMs >= untilMs) return;
  const right = asking.buzz?.right === true && asking.ruled?.ruling.what !== 'void';
  const counts = right && !isTrial(cue);
  const points = !counts ? 0 : rules.mode === 'speed' ? (buzzerOf(cue) ?? 0) : 1;
  if (counts) {
    player.points += points;
    player.rightCount += 1;
    player.elapsedMs += countedMs(rules, first.elapsedMs);
  }
  player.last = { asking: asking.asking, right, points, elapsedMs: first.elapsedMs };
}

/** The answers among which the nearest are found: of those who may answer, as far as the public board counts them. */
function* givensOf(answers: readonly CountedAnswer[], players: ReadonlySet<string>, untilMs: number): Iterable<string> {
  for (const { playerId, given, arrivedAtMs } of answers)
    if (players.has(playerId) && arrivedAtMs < untilMs) yield given;
}

/** Whether a revealed question counts for nobody: ruled void, or in an elimination because nobody got it right. SPEC H5d, H11b. */
export function wasVoid(
  file: ShowFile,
  tally: Tally,
  { asking, cueIndex, ruled }: Pick<Asking, 'asking' | 'cueIndex' | 'ruled'>,
): boolean {
  if (ruled?.ruling.what === 'void') return true;
  if (isTrial(file.cues[cueIndex])) return false;
  const { mode, voidIfNobodyRight } = file.rules;
  if (mode !== 'elimination' || !voidIfNobodyRight || file.cues[cueIndex]?.kind !== 'question') return false;
  let asked = 0;
  for (const { last } of tally.values()) {
    if (last?.asking !== asking) continue;
    if (last.right) return false;
    asked += 1;
  }
  return asked > 0;
}

function score(rules: ShowRules, player: PlayerTally, seconds: number, elapsedMs: number): number {
  if (rules.mode !== 'speed') return 1;
  const { on, step, max } = rules.streaks;
  return pointsFor(rules, seconds, elapsedMs) + (on ? Math.min(max, player.streak * step) : 0);
}

/**
 * A rescue: the best of those who are out come back, as many as the cue says, and all who share the last of their
 * places; reserves come in where it says so. Answers how many came back or in.
 *
 * Source   SPEC H11. Nobody out: nobody comes back, and the show goes on.
 */
export function applyRescue(
  file: ShowFile,
  tally: Tally,
  cueIndex: number,
  removed: ReadonlySet<string> = new Set(),
): number {
  const cue = file.cues[cueIndex];
  if (cue?.kind !== 'rescue') return 0;
  const out = rankShow(file, tally, removed).filter((place) => place.tally.status === 'out');
  const lastRank = cue.back === null ? Number.POSITIVE_INFINITY : (out[cue.back - 1]?.rank ?? Number.POSITIVE_INFINITY);
  let rescued = 0;
  for (const { tally: player, rank } of out) {
    if (cue.back === 0 || rank > lastRank) continue;
    player.status = 'in';
    player.outAt = null;
    player.back = true;
    rescued += 1;
  }
  if (!cue.reserves) return rescued;
  for (const player of tally.values()) {
    if (player.status !== 'reserve' || removed.has(player.playerId)) continue;
    player.status = 'in';
    player.back = true;
    rescued += 1;
  }
  return rescued;
}

/**
 * The score from the beginning: what the ledger's events and answers say, in their order. With `untilMs`, answers that
 * arrived at that moment or later are left out, which is what the public sees while the board is frozen.
 *
 * Source   SPEC H2, H15.
 */
export function scoreShow(
  file: ShowFile,
  events: readonly NumberedShowEvent[],
  players: readonly PlayerFacts[],
  answersOf: (asking: number) => readonly CountedAnswer[],
  untilMs: number = Number.POSITIVE_INFINITY,
): Tally {
  const state = foldShow(events);
  const { askings } = state;
  const undone = new Set(events.flatMap((event) => (event.kind === 'undone' ? [event.undoes] : [])));
  const firstOpensAtMs = countedAskings(state, file.cues)[0]?.opensAtMs ?? null;
  const tally: Tally = new Map();
  const removed = new Set<string>();
  for (const player of players) placePlayer(file, tally, player, firstOpensAtMs);
  for (const event of events) {
    if (undone.has(event.seq)) continue;
    if (event.kind === 'removed') removed.add(event.playerId);
    if (event.kind === 'cleared') for (const playerId of event.playerIds) removed.add(playerId);
    if (event.kind === 'rescued') applyRescue(file, tally, event.cueIndex, removed);
    if (event.kind !== 'revealed') continue;
    const asking = askings.find((each) => each.asking === event.asking);
    if (asking) applyReveal(file, tally, asking, answersOf(event.asking), removed, untilMs);
  }
  return tally;
}
