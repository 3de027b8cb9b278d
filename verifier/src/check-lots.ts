import type { LotsSaid } from './bundle/lots-said.ts';
import type { Reading } from './bundle/reading.ts';
import { hashOfList, orderByLots, orderMax, wrongValue } from './check-draws.ts';
import type { Findings } from './verdict.ts';

/** Draws among those present at shows: every naming, the order by the opened values, who won. docs/proof.md, part 10. */
export function checkLots({ lots }: Pick<Reading, 'lots'>, findings: Findings): void {
  const draws = new Map<string, LotsSaid[]>();
  for (const said of lots.values()) draws.set(said.draw, [...(draws.get(said.draw) ?? []), said]);
  for (const [draw, said] of draws) checkDraw(draw, said, findings);
}

function checkDraw(draw: string, all: LotsSaid[], findings: Findings) {
  const namings = all.toSorted((one, other) => one.naming - other.naming);
  const last = namings.at(-1);
  if (!last?.named || !areInOrder(namings)) return findings.add('broken', 'lots.form', { draw });
  const wrong = namings.flatMap(({ named, opened, ended }) => faultsOf(draw, { named, opened, ended }));
  for (const { code, who } of wrong) findings.add('broken', code, { draw, who });
  if (wrong.length > 0) return;
  const { named, opened, ended } = last;
  if (!ended) findings.add('unknown', 'lots.open', { draw });
  else if (!opened) findings.add('unknown', 'lots.unopened', { draw });
  else
    findings.add('holds', 'lots.holds', { draw, count: named.list.count, namings: last.naming, winners: said(ended) });
}

const said = ({ winners }: NonNullable<LotsSaid['ended']>): string => (winners ?? []).join(', ');

/** Named again and again, then opened once, then over: each behind the one before. */
function areInOrder(namings: readonly LotsSaid[]): boolean {
  let place = -1;
  return namings.every(({ naming, named, opened, ended }, at) => {
    const isLast = at === namings.length - 1;
    const steps = [named, opened, ended].filter((each) => each !== null).map((each) => each.place);
    const isRising = steps.every((each, i) => each > (i === 0 ? place : steps[i - 1]!));
    place = steps.at(-1) ?? place;
    return naming === at + 1 && named !== null && isRising && (isLast || steps.length === 1);
  });
}

type Fault = { code: 'lots.list' | 'lots.seed' | 'lots.order' | 'lots.winners'; who: string };

function faultsOf(draw: string, { named, opened, ended }: Pick<LotsSaid, 'named' | 'opened' | 'ended'>): Fault[] {
  if (!named) return [];
  const { list, people, wanted } = named;
  const fault = (code: Fault['code'], who = ''): Fault[] => [{ code, who }];
  const isList = list.count === list.ids.length && new Set(list.ids).size === list.count;
  if (!isList || hashOfList(list.ids) !== list.hash) return fault('lots.list');
  const names = new Set(people.map(({ name }) => name.toLowerCase()));
  if (people.length < 2 || names.size < people.length || new Set(people.map((each) => each.hash)).size < people.length)
    return fault('lots.seed', people.map(({ name }) => name).join(', '));
  if (!opened) return ended && ended.winners !== null ? fault('lots.winners') : [];
  const wrong = opened.values.length === people.length ? wrongValue(people, opened.values) : '';
  if (wrong !== null) return fault('lots.seed', wrong);
  const drawing = { draw, hash: list.hash, value: opened.values.join('\n') };
  const order = orderByLots(drawing, list.count);
  if (order.slice(0, orderMax).join() !== opened.numbers.join()) return fault('lots.order');
  if (!ended) return [];
  const { absent, winners } = ended;
  const isAbsent = absent.every((number, at) => number <= list.count && number > (absent[at - 1] ?? 0));
  const away = new Set(absent);
  const there = opened.numbers.filter((number) => !away.has(number)).slice(0, wanted);
  return isAbsent && winners?.join() === there.join() ? [] : fault('lots.winners');
}
