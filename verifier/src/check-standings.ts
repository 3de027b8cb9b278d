import type { Reading } from './bundle/reading.ts';
import type { StandingLeaf } from './bundle/said.ts';
import type { UnitsSaid } from './bundle/units-said.ts';
import { startHash, toHex, utf8 } from './bytes.ts';
import type { Facts } from './judge/facts.ts';
import { Judge } from './judge/judge.ts';
import type { Place } from './judge/order.ts';
import { listRounds, partOf, Timetable } from './judge/rounds.ts';
import type { Part, Rulebook } from './rulebook.ts';
import type { Findings } from './verdict.ts';

/** Every standing that the log names, computed again as of the instant it names, and compared place by place. */
export function checkStandings(reading: Reading, findings: Findings): ReadonlyMap<string, readonly Judged[]> {
  const judges = new Map<string, readonly Judged[]>();
  if (reading.standings.length === 0) findings.add('unknown', 'standing.none');
  for (const leaf of reading.standings) {
    const { round, version, id } = leaf;
    const book = reading.bookOf(leaf.rules);
    const named = { id, version };
    if (!book) {
      findings.add('broken', 'rules.missing', { version: leaf.rules });
      continue;
    }
    if (reading.unscored.has(round) || id === '' || restsOnUnsaid(reading, book, round)) {
      findings.add('unknown', 'standing.not-computed', named);
      continue;
    }
    const key = `${round}/${version}`;
    const judged = judges.get(key) ?? judgeOf(reading, leaf, book);
    judges.set(key, judged);
    const own = judged.find((each) => each.id === id);
    if (!own) findings.add('broken', 'standing.unknown-list', { id });
    else compare(leaf, own, findings);
  }
  for (const { round, version } of reading.published) {
    const people = reading.finalized.get(`${round}/${version}`);
    if (people === undefined) findings.add('broken', 'finalized.not', { round, version });
    else findings.add('holds', 'finalized', { round, version, count: people });
  }
  return judges;
}

/**
 * Whether a round, or one that closed before it, has numbers from a table or a show that the log does not say: then nothing that may
 * rest on them is computed.
 */
export function restsOnUnsaid({ brought, tables, shows, settledAt }: Reading, book: Rulebook, of: string): boolean {
  const upTo = settledAt.get(of) ?? Number.POSITIVE_INFINITY;
  const isSaid = (round: string, part: Part): boolean => {
    const isHere = (said: { round: string }) => said.round === round;
    if (part.kind === 'show') return brought.has(round) && shows.some((each) => isHere(each) && each.show === part.id);
    return part.kind !== 'table' || (brought.has(round) && tables.some(isHere));
  };
  return listRounds(book)
    .filter(({ id }) => id === of || (settledAt.get(id) ?? Number.POSITIVE_INFINITY) <= upTo)
    .some(({ id, parts }) => parts.some((part) => !isSaid(id, part)));
}

/** `id` of the result, `list` of the list behind it. */
export type Judged = {
  id: string;
  list: string;
  toDraw: readonly string[] | null;
  places: readonly Place[];
  won: ReadonlyMap<string, number>;
  undecided: number;
  target: number | null;
};

function judgeOf(reading: Reading, leaf: StandingLeaf, book: Rulebook): Judged[] {
  const judge = new Judge(book, factsAt(reading, leaf), reading.closes);
  return judge.due(leaf.round).map(({ id, list, result }): Judged => {
    const guessed = list.rounds.filter((round) => partOf(round, 'prediction'));
    const [only] = guessed;
    const target = only && guessed.length === 1 ? judge.measuring.target(only, list.standing.population) : null;
    return {
      ...{ id, list: list.id, places: list.places, target },
      ...{ won: result?.won ?? new Map(), undecided: result?.undecided ?? 0, toDraw: result?.toDraw ?? null },
    };
  });
}

/** What was known when the standing was computed. */
function factsAt(reading: Reading, { at, round, rules }: StandingLeaf): Facts {
  const book = reading.bookOf(rules);
  const timetable = book && new Timetable(book);
  const placeOf = (name: string) => timetable?.placeOf(name) ?? -1;
  const before = reading.standings.filter((each) => placeOf(each.round) < placeOf(round));
  return {
    ...factsUntil(reading, at, before),
    ...{ units: reading.unitsOf(round), lists: reading.lists.get(round) ?? new Map() },
  };
}

/** The same of a standing of units: prizes as all rounds gave them, units as the leaf has them, and none that was merged. */
export function factsOfUnits(reading: Reading, { at, units, merged }: UnitsSaid): Facts {
  const into = new Map(merged);
  const unitAt: Facts['unitAt'] = (round, person) => {
    const code = reading.unitAt(round, person);
    return code == null ? code : (into.get(code) ?? code);
  };
  return {
    ...factsUntil(reading, at, reading.standings),
    ...{ units: new Map(units.map((unit) => [unit.code, unit])), lists: new Map(), unitAt },
  };
}

/** What was decided and brought until an instant; `standings`: those that may have given prizes before. */
function factsUntil(reading: Reading, at: number, standings: readonly StandingLeaf[]): Omit<Facts, 'units' | 'lists'> {
  const decisions = reading.decisions.filter((each) => each.at <= at);
  applyVoids(reading, decisions);
  const before = standings.filter((each) => each.at <= at);
  const decided = new Map<string, ReadonlyMap<string, number>>();
  for (const each of before.sort((one, other) => one.version - other.version))
    if (each.prizes.length > 0) decided.set(each.id, new Map(each.prizes));
  const of = <K extends 'order' | 'lots' | 'decline'>(what: K) =>
    decisions
      .map(({ decision }) => decision)
      .filter((each): each is Extract<typeof each, { do: K }> => each.do === what);
  return {
    attempts: reading.attemptsOf,
    people: reading.people,
    predictions: reading.predictions,
    numbers: reading.numbersAt(at),
    brought: reading.brought,
    unitAt: reading.unitAt,
    declined: of('decline').map(({ population, id }) => ({ population, id })),
    orders: of('order')
      .map(({ list, ids, draw }) => ({ list, ids, isDrawn: draw !== undefined }))
      .reverse(),
    lots: of('lots').reverse(),
    decided,
    epoch: reading.keyDecisions.filter((each) => each.at <= at).length,
    epochAt: (ms) => reading.keyDecisions.filter((each) => each.at < ms).length,
  };
}

function applyVoids(reading: Reading, decisions: Reading['decisions']): void {
  const people = new Set(reading.decisions.flatMap(({ decision }) => ('person' in decision ? [decision.person] : [])));
  const ofPeople = [...people].flatMap((person) =>
    [...reading.attemptsOf.values()].flatMap((all) => (all.get(person) ?? []).map((attempt) => ({ attempt, person }))),
  );
  for (const { attempt } of [...reading.byId.values(), ...ofPeople]) attempt.voidedAt = null;
  const excluded = new Map<string, number>();
  for (const { at, decision } of decisions) {
    if (decision.do === 'void' || decision.do === 'restore') {
      const known = reading.byId.get(decision.attempt);
      if (known) known.attempt.voidedAt = decision.do === 'void' ? at : null;
    } else if (decision.do === 'exclude') excluded.set(decision.person, at);
    else if (decision.do === 'include') excluded.delete(decision.person);
  }
  for (const { attempt, person } of ofPeople) attempt.voidedAt = excluded.get(person) ?? attempt.voidedAt;
}

function compare(leaf: StandingLeaf, { places, won, undecided, target }: Judged, findings: Findings): void {
  const { id, version } = leaf;
  const hash = startHash();
  const sorted = [...places].sort((one, other) => one.rank - other.rank || (one.id < other.id ? -1 : 1));
  const prizes: [string, number][] = [];
  for (const { rank, id: person } of sorted) {
    const prize = won.get(person);
    hash.update(utf8(`${rank} ${person} ${prize ?? '-'}\n`));
    if (prize !== undefined) prizes.push([person, prize]);
  }
  const same = toHex(hash.digest()) === leaf.places.hash && places.length === leaf.places.count;
  if (!same) findings.add('broken', 'standing.places', { id, version });
  const own = new Set(prizes.map((each) => each.join(' ')));
  const said = new Set(leaf.prizes.map((each) => each.join(' ')));
  const other = [...own].filter((each) => !said.has(each)).concat([...said].filter((each) => !own.has(each)));
  if (other.length > 0) findings.add('broken', 'standing.prizes', { id, version, who: other.slice(0, 3).join(', ') });
  if (target !== leaf.target)
    findings.add('broken', 'standing.target', { id, version, computed: String(target), stored: String(leaf.target) });
  if (undecided !== leaf.undecided) findings.add('broken', 'standing.places', { id, version });
  if (same && other.length === 0 && target === leaf.target && undecided === leaf.undecided)
    findings.add('holds', 'standing.holds', { id, version, count: places.length });
}
