import type { Reading } from './bundle/reading.ts';
import type { DrawSaid, Source } from './bundle/said.ts';
import { hashText, startHash, toHex, utf8 } from './bytes.ts';
import type { Judged } from './check-standings.ts';
import type { Findings } from './verdict.ts';

/** Draws: lists frozen before their seeds exist, one order by hashes, what was decided by it. docs/proof.md, part 10. */

type Standings = ReadonlyMap<string, readonly Judged[]>;
type Named = NonNullable<DrawSaid['named']>;
type Whole = { named: Named; seed: NonNullable<DrawSaid['seed']>; drawn: NonNullable<DrawSaid['drawn']> };
/** So many of an order are said. */
export const orderMax = 2_000;

export function checkDraws(reading: Reading, standings: Standings, findings: Findings): void {
  const made: { draw: string; named: Named; people: ReadonlySet<string> | null; ids: readonly string[] }[] = [];
  for (const [draw, { named, seed, drawn }] of reading.draws) {
    if (!named || (drawn && !seed) || !inOrder(named.place, seed?.place, drawn?.place)) {
      findings.add('broken', 'draw.form', { draw });
      continue;
    }
    const list = named.of.id;
    if (seed && seed.value === null) findings.add('unknown', 'draw.off', { list, reason: seed.reason });
    else if (!seed || !drawn) findings.add('unknown', 'draw.open', { list });
    else {
      const people = checkOne(draw, { named, seed, drawn }, peopleOf(reading, standings, named), findings);
      made.push({ draw, named, people: people && new Set(people), ids: drawn.ids });
    }
  }
  for (const [at, { named, people }] of made.entries()) {
    const before = made
      .slice(0, at)
      .filter((each) => each.named.of.id === named.of.id && each.named.of.kind === named.of.kind);
    const isAgain = ({ people: known }: (typeof made)[number]) =>
      named.of.kind === 'award' || (known !== null && people !== null && [...people].every((id) => known.has(id)));
    if (before.some(isAgain)) findings.add('broken', 'draw.again', { list: named.of.id });
  }
  for (const { decision } of reading.decisions) {
    if (decision.do !== 'lots' && decision.do !== 'order') continue;
    const list = decision.do === 'lots' ? decision.award : decision.list;
    if (decision.draw === undefined) {
      if (decision.do === 'lots') findings.add('unknown', 'draw.none', { list });
      continue;
    }
    const own = made.find(({ draw }) => draw === decision.draw);
    const agrees = own?.named.of.id === list && own.ids.join() === decision.ids.join();
    if (!agrees) findings.add('broken', 'draw.decision', { list });
  }
}

const inOrder = (named: number, seed = Infinity, drawn = Infinity): boolean =>
  named < seed && (seed < drawn || drawn === Infinity);

/** Who was to be drawn, in the order of their first counting leaf of the round; null: it cannot be computed. */
function peopleOf(reading: Reading, standings: Standings, { of }: Named): string[] | null {
  const lists = standings.get(`${of.round}/${of.version}`);
  if (!lists || reading.unscored.has(of.round)) return null;
  const ids =
    of.kind === 'award'
      ? lists.find(({ id }) => id === of.id)?.toDraw
      : lists
          .find(({ list }) => list === of.id)
          ?.places.filter(({ rank }) => rank === of.rank)
          .map(({ id }) => id);
  if (!ids) return [];
  const first = new Map(
    ids.map((id) => [id, Math.min(...(reading.attemptsOf.get(of.round)?.get(id) ?? []).map(({ place }) => place))]),
  );
  return [...ids].sort(
    (one, other) =>
      (first.get(one)! === first.get(other)! ? 0 : first.get(one)! - first.get(other)!) || (one < other ? -1 : 1),
  );
}

/** Answers the people of its list, where they are known. */
function checkOne(draw: string, { named, seed, drawn }: Whole, people: string[] | null, findings: Findings) {
  const list = named.of.id;
  const value = seed.value ?? '';
  const { source } = named;
  let sound = true;
  const expect = (holds: boolean, code: 'draw.early' | 'draw.list' | 'draw.order') => {
    if (!holds) findings.add('broken', code, { list });
    sound &&= holds;
  };
  if (source.kind === 'lottery') expect(named.at < source.at && source.at <= seed.at, 'draw.early');
  const wrong = wrongSeed(source, value);
  if (wrong !== null) {
    findings.add('broken', 'draw.seed', { list, who: wrong });
    sound = false;
  }
  if (!people) {
    findings.add('unknown', 'draw.list-unknown', { list });
    return null;
  }
  expect(people.length === named.list.count && hashOfList(people) === named.list.hash, 'draw.list');
  const numbers = orderByLots({ draw, hash: named.list.hash, value }, people.length);
  const order = numbers.slice(0, orderMax).map((number) => people[number - 1]);
  expect(order.join() === drawn.ids.join(), 'draw.order');
  if (sound) findings.add('holds', 'draw.holds', { list, count: people.length });
  return people;
}

/** All numbers of a list, from 1, in the order of their keys. */
export function orderByLots(
  { draw, hash, value }: { draw: string; hash: string; value: string },
  count: number,
): number[] {
  const keyed = Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    key: hashText(`${draw}\n${hash}\n${value}\n${at + 1}`),
  }));
  keyed.sort((one, other) => (one.key < other.key ? -1 : 1));
  return keyed.map(({ number }) => number);
}

export function hashOfList(people: readonly string[]): string {
  const hash = startHash();
  for (const [at, id] of people.entries()) hash.update(utf8(`${at + 1} ${id}\n`));
  return toHex(hash.digest());
}

/** Whose value is another than was named; null: none. */
function wrongSeed(source: Source, value: string): string | null {
  if (source.kind === 'lottery')
    return /^[0-9]+$/.test(value) && value.length === source.digits ? null : source.company;
  const values = value.split('\n');
  if (values.length !== source.people.length) return source.people.map(({ name }) => name).join(', ');
  return wrongValue(source.people, values);
}

/** Who had committed to another value; null: nobody. */
export const wrongValue = (
  people: readonly { name: string; hash: string }[],
  values: readonly string[],
): string | null => people.find(({ name, hash }, at) => hashText(`${name}\n${values[at]}`) !== hash)?.name ?? null;
