import type { Json } from '../../contract/json.ts';
import { isSame } from '../draft/changes.ts';
import { expandRounds, type OpenRound } from '../judge/expand-rounds.ts';
import type { Rulebook } from '../model/rulebook.ts';
import { type Place, type Problem, problem } from '../read/problem.ts';
import { findHeld } from './find-held.ts';
import { judgeAwards } from './judge-awards.ts';
import { asJson, isSameButTexts } from './same-but-texts.ts';

/**
 * What an amendment may change, by what has happened:
 *
 * | of                                         | may change                                                    |
 * |--------------------------------------------|---------------------------------------------------------------|
 * | a contest of which no round has opened     | everything                                                    |
 * | a round that has not opened                | everything, also whether there is one; it opens later than now |
 * | a round that is open                       | its name; a later close, a later publication                  |
 * | a round that has closed                    | nothing                                                       |
 * | groups and standings that opened rounds use | names, until all their rounds have closed                     |
 * | prizes from such standings                 | names; more and higher prizes, until all their rounds have closed |
 * | the contest's name, host, plan, contact    | until the last close                                          |
 * | complaints, retention                      | a longer time to complain, a shorter retention                |
 * | fields, clock, currency, publication, caps on such prizes, targets | names                               |
 *
 * Units    instants as epoch ms; moved: the close of rounds by id that were closed early or extended, which no amendment moves.
 * Refuses  amend-begun, amend-closed, amend-moved, amend-only-later, amend-only-more, amend-opens-past, each with its place; [] allows it.
 * Source   SPEC J7, J8.
 */
export function judgeAmendment(
  before: Rulebook,
  after: Rulebook,
  nowMs: number,
  moved: ReadonlyMap<string, number> = new Map(),
): Problem[] {
  const planned = expandRounds(before);
  const asHeld = (round: OpenRound): OpenRound => {
    const closesAtMs = moved.get(round.id);
    const isAsPlanned = planned.find(({ id }) => id === round.id)?.closesAtMs === round.closesAtMs;
    return closesAtMs !== undefined && isAsPlanned ? { ...round, closesAtMs } : round;
  };
  const rounds = { before: planned.map(asHeld), after: expandRounds(after).map(asHeld) };
  if (rounds.before.every(({ opensAtMs }) => opensAtMs > nowMs)) return judgeOpenings(rounds.after, [], after, nowMs);
  const begun = rounds.before.filter(({ opensAtMs }) => opensAtMs <= nowMs);
  const held = findHeld(before, rounds.before, nowMs);
  return [
    ...judgeWhole(before, after, rounds.before, nowMs),
    ...begun.flatMap((round) => judgeRound(round, rounds.after, after, nowMs)),
    ...judgePlaces(begun, rounds, after),
    ...rounds.after
      .filter(({ id, closesAtMs }) => moved.has(id) && moved.get(id) !== closesAtMs)
      .map((round) => problem('amend-moved', placeOf(round, after))),
    ...judgeOpenings(rounds.after, begun, after, nowMs),
    ...judgeNamed('populations', before, after, held.populations),
    ...judgeNamed('standings', before, after, held.standings),
    ...judgeAwards(before, after, { awards: held.awards, standings: findHeld(after, rounds.after, nowMs).standings }),
  ];
}

/** What stands for the whole contest. */
function judgeWhole(before: Rulebook, after: Rulebook, rounds: readonly OpenRound[], nowMs: number): Problem[] {
  const isOver = rounds.every(({ closesAtMs }) => closesAtMs <= nowMs);
  const fixed = (['locale', 'fields', 'publication', 'targets'] as const).filter(
    (key) => !isSameButTexts(before[key], after[key]),
  );
  const { consents, retentionDays } = before.privacy;
  const isLess = after.complaints.workingDays < before.complaints.workingDays;
  const staysLonger = after.privacy.retentionDays > retentionDays;
  return [
    ...fixed.map((key) => problem('amend-begun', [key])),
    ...(isOver && !isSame(before.meta as Json, after.meta as Json) ? [problem('amend-closed', ['meta'])] : []),
    ...(isLess ? [problem('amend-only-more', ['complaints', 'workingDays'])] : []),
    ...(staysLonger ? [problem('amend-begun', ['privacy', 'retentionDays'])] : []),
    ...(isSameButTexts(consents, after.privacy.consents) ? [] : [problem('amend-begun', ['privacy', 'consents'])]),
  ];
}

/** A round that has opened, as the amendment would have it. */
function judgeRound(old: OpenRound, rounds: readonly OpenRound[], after: Rulebook, nowMs: number): Problem[] {
  const now = rounds.find(({ id }) => id === old.id);
  if (!now) return [problem('amend-begun', ['rounds'])];
  const place = placeOf(now, after);
  if (old.closesAtMs <= nowMs) return isSame(asJson(old), asJson(now)) ? [] : [problem('amend-closed', place)];
  const bodyOf = ({ opensAtMs, admits, capacity, parts, time, practice, attempts, counted }: OpenRound) => ({
    ...{ opensAtMs, admits, capacity, parts, time, practice, attempts, counted },
  });
  const isEarlier =
    now.closesAtMs < old.closesAtMs ||
    (now.publishAtMs ?? Number.POSITIVE_INFINITY) < (old.publishAtMs ?? Number.POSITIVE_INFINITY);
  return [
    ...(isSameButTexts(bodyOf(old), bodyOf(now)) ? [] : [problem('amend-begun', place)]),
    ...(isEarlier ? [problem('amend-only-later', place)] : []),
  ];
}

/** What has opened keeps its place among the rounds: attempts name it by its number. */
function judgePlaces(
  begun: readonly OpenRound[],
  rounds: { before: readonly OpenRound[]; after: readonly OpenRound[] },
  after: Rulebook,
): Problem[] {
  const at = (all: readonly OpenRound[], id: string) => all.findIndex((round) => round.id === id);
  return begun
    .filter(({ id }) => at(rounds.after, id) !== -1 && at(rounds.after, id) !== at(rounds.before, id))
    .map((round) => problem('amend-begun', placeOf(rounds.after[at(rounds.after, round.id)] ?? round, after)));
}

/** Whatever has not opened opens in the future: nobody could have known of a round that is open already. */
function judgeOpenings(
  rounds: readonly OpenRound[],
  begun: readonly OpenRound[],
  after: Rulebook,
  nowMs: number,
): Problem[] {
  return rounds
    .filter(({ id, opensAtMs }) => opensAtMs <= nowMs && !begun.some((round) => round.id === id))
    .map((round) => problem('amend-opens-past', placeOf(round, after)));
}

/** Things that opened rounds rest on stay as they are, but for names while some of their rounds are open. */
function judgeNamed(
  list: 'populations' | 'standings',
  before: Rulebook,
  after: Rulebook,
  held: ReadonlyMap<string, 'open' | 'closed'>,
): Problem[] {
  return [...held].flatMap(([id, state]) => {
    const at = after[list].findIndex((each) => each.id === id);
    const [old, now] = [before[list].find((each) => each.id === id), after[list][at]];
    if (!now) return [problem('amend-begun', [list])];
    if (!isSameButTexts(old, now)) return [problem('amend-begun', [list, at])];
    const isFixed = state === 'closed' && !isSame(asJson(old), asJson(now));
    return isFixed ? [problem('amend-closed', [list, at])] : [];
  });
}

const placeOf = ({ id, series }: OpenRound, { rounds }: Rulebook): Place => [
  'rounds',
  rounds.findIndex((round) => round.id === (series ?? id)),
];
