import type { Reading } from './bundle/reading.ts';
import type { UnitsSaid } from './bundle/units-said.ts';
import { startHash, toHex, utf8 } from './bytes.ts';
import { canonical } from './canonical.ts';
import { factsOfUnits, restsOnUnsaid } from './check-standings.ts';
import { Judge, type Result } from './judge/judge.ts';
import { Timetable } from './judge/rounds.ts';
import type { Condition, Rulebook } from './rulebook.ts';
import type { Findings } from './verdict.ts';

/** Standings of units that the log names, computed again as of the instant they name. docs/proof.md, parts 3 and 9. */
export function checkUnits(reading: Reading, findings: Findings): void {
  for (const leaf of reading.unitStandings.values()) {
    const { award, version } = leaf;
    const book = reading.bookOf(leaf.rules);
    if (!book) findings.add('broken', 'rules.missing', { version: leaf.rules });
    else if (!areRoundsOf(book, leaf) || !areVersionsNewest(reading, leaf))
      findings.add('broken', 'units.rounds', { award, version });
    else if (!canBeComputed(reading, leaf, book)) findings.add('unknown', 'units.not-computed', { award, version });
    else compare(leaf, judge(reading, leaf, book), findings);
  }
  for (const version of reading.publishedUnits)
    if (!reading.unitStandings.has(version)) findings.add('unknown', 'units.unsaid', { version });
}

/** The leaf names the rounds that its award counts by the rules. */
function areRoundsOf(book: Rulebook, { award, period, rounds }: UnitsSaid): boolean {
  const from = book.awards.find(({ id }) => id === award)?.from;
  const standing = book.standings.find(({ id }) => id === from);
  const own = standing && new Timetable(book).periodsOf(standing).find(({ id }) => id === period);
  const named = rounds.map(([round]) => round);
  return own?.rounds.toSorted().join('\n') === named.toSorted().join('\n');
}

/** What was stored rests on the newest standings of its rounds until then. */
function areVersionsNewest({ standings }: Reading, { rounds, at }: UnitsSaid): boolean {
  return rounds.every(([round, version]) => {
    const own = standings.filter((each) => each.round === round && each.at <= at).map((each) => each.version);
    return own.length === 0 || Math.max(...own) === version;
  });
}

/** Everybody's unit and points have to be known, and every number that may count. */
function canBeComputed(reading: Reading, { rounds }: UnitsSaid, book: Rulebook): boolean {
  const covered = new Set(reading.header?.rounds);
  const isKnown = ([round]: UnitsSaid['rounds'][number]) =>
    covered.has(round) &&
    !reading.unscored.has(round) &&
    reading.areUnitsWhole(round) &&
    !restsOnUnsaid(reading, book, round);
  return rounds.every(isKnown) && !book.populations.some(({ where }) => asksList(where));
}

/** A standing of units does not say who stood on which list. */
function asksList(where: Condition): boolean {
  if (where.kind === 'all' || where.kind === 'any') return where.of.some(asksList);
  return where.kind === 'not' ? asksList(where.of) : where.kind === 'roster';
}

function judge(reading: Reading, leaf: UnitsSaid, book: Rulebook): Result[] {
  const own = new Judge(book, factsOfUnits(reading, leaf), reading.closes);
  return own.awards().filter(({ award, list }) => award.id === leaf.award && list.period === leaf.period);
}

function compare(leaf: UnitsSaid, results: readonly Result[], findings: Findings): void {
  const { award, version } = leaf;
  const placed = results.flatMap(({ id: list, list: { places }, won }) =>
    places.map(({ id: code, rank, values }) => ({ list, rank, code, total: values[0] ?? null, won: won.get(code) })),
  );
  placed.sort(
    (one, other) => compareTexts(one.list, other.list) || one.rank - other.rank || compareTexts(one.code, other.code),
  );
  const hash = startHash();
  for (const { list, rank, code, total, won } of placed)
    hash.update(utf8(`${rank} ${code} ${total === null ? '-' : canonical(total)} ${won ?? '-'} ${list}\n`));
  const prizes = placed.flatMap(({ code, won }): [string, number][] => (won === undefined ? [] : [[code, won]]));
  const undecided = results.reduce((sum, each) => sum + each.undecided, 0);
  const same = toHex(hash.digest()) === leaf.places.hash && placed.length === leaf.places.count;
  if (!same || undecided !== leaf.undecided) findings.add('broken', 'units.places', { award, version });
  else if (prizes.join(';') !== leaf.prizes.join(';')) findings.add('broken', 'units.prizes', { award, version });
  else findings.add('holds', 'units.holds', { award, version, count: placed.length });
}

const compareTexts = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
