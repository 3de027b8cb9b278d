import type { CollectiveAward, CollectiveFormula, CollectivePrize } from '../../contract/collective.ts';
import type {
  CollectiveGroup,
  CollectivePlace,
  JudgedAward,
  LeftOutUnit,
  TieDecision,
} from '../../contract/collective-standing.ts';
import { prizeRanks } from '../../contract/prize-rank.ts';
import { assert } from '../assert.ts';
import { filterUnit } from './filter-unit.ts';
import { isOverHeadcount } from './measure-unit.ts';
import { fromSteps, type Scored, scoreGroup } from './score-group.ts';
import type { UnitFacts } from './unit-facts.ts';

type Slot = NonNullable<CollectivePlace['prize']>;

/**
 * The places of one award: who competes, who is left out and why, groups, scores, equal ranks, prizes down the ladder of
 * each group. Equals whose prizes would differ are to decide and get none, unless the committee has put these very units in
 * order. The order in which units are given means nothing.
 *
 * Units   pointsMax: the most points an entry can have; amounts in đồng; decisions: the newest first.
 * Source  SPEC G3 to G7, G13, L2, L4; domain (a5).
 */
export function judgeAward(
  award: CollectiveAward,
  units: readonly UnitFacts[],
  pointsMax: number,
  decisions: readonly TieDecision[] = [],
): JudgedAward {
  const formula = award.judging;
  assert(formula.by === 'formula', 'what the committee judges is not computed');
  const leftOut: LeftOutUnit[] = [];
  const groups = new Map<string, { head: Omit<CollectiveGroup, 'places'>; units: UnitFacts[] }>();
  for (const facts of units.toSorted(byCode)) {
    if (!competes(facts, award)) continue;
    const reason = filterUnit(facts, award, formula);
    if (reason) {
      leftOut.push({ code: facts.code, name: facts.name, level: facts.level, reason });
      continue;
    }
    const head = groupOf(facts, award, formula);
    const key = JSON.stringify(head);
    const group = groups.get(key) ?? { head, units: [] };
    group.units.push(facts);
    groups.set(key, group);
  }
  return {
    groups: [...groups.values()]
      .toSorted((one, other) => compareHeads(one.head, other.head))
      .map(({ head, units: own }) => ({
        ...head,
        places: placeUnits(scoreGroup(own, formula, pointsMax), award, formula, decisions),
      })),
    leftOut,
  };
}

const byCode = (one: { code: string }, other: { code: string }): number =>
  one.code < other.code ? -1 : one.code > other.code ? 1 : 0;

function competes({ level, block }: UnitFacts, { compete }: CollectiveAward): boolean {
  return (
    (compete.levels === null || compete.levels.includes(level)) &&
    (compete.blocks === null || (block !== null && compete.blocks.includes(block)))
  );
}

function groupOf(
  facts: UnitFacts,
  award: CollectiveAward,
  formula: CollectiveFormula,
): Omit<CollectiveGroup, 'places'> {
  return {
    level: award.grouping === 'level' ? facts.level : null,
    block: award.grouping === 'block' ? facts.block : null,
    band: formula.comparison.method === 'size-bands' ? bandOf(facts.headcount ?? 0, formula.comparison.bounds) : null,
  };
}

function bandOf(headcount: number, bounds: readonly number[]): NonNullable<CollectiveGroup['band']> {
  const next = bounds.findIndex((bound) => headcount < bound);
  const at = next === -1 ? bounds.length : next;
  return { from: bounds[at - 1] ?? 1, under: bounds[at] ?? null };
}

function compareHeads(one: Omit<CollectiveGroup, 'places'>, other: Omit<CollectiveGroup, 'places'>): number {
  const key = ({ level, block }: typeof one) => level ?? block ?? '';
  if (key(one) !== key(other)) return key(one) < key(other) ? -1 : 1;
  return (one.band?.from ?? 0) - (other.band?.from ?? 0);
}

/** Ranks by the total, 1 + how many have more, and the group's prizes down the ladder. */
function placeUnits(
  scored: readonly Scored[],
  award: CollectiveAward,
  { decimals }: CollectiveFormula,
  decisions: readonly TieDecision[],
): CollectivePlace[] {
  const order = scored.toSorted((one, other) => other.total - one.total); // equals stay in the order of their codes
  const slots = openSlots(award.ladder);
  const places: CollectivePlace[] = [];
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && order[to]!.total === order[from]!.total) to += 1;
    const reached = slots.slice(from, to);
    const [first] = reached;
    const alike = reached.every((slot) => slot.rank === first?.rank && slot.amountVnd === first.amountVnd);
    const won = first !== undefined && alike && reached.length === to - from ? first : null;
    const equals = order.slice(from, to);
    const toDecide = first !== undefined && won === null;
    const decision = toDecide ? findDecision(decisions, equals, decimals) : undefined;
    const inOrder = decision ? equals.toSorted(by(decision)) : equals;
    for (const [i, { facts, terms, total }] of inOrder.entries()) {
      places.push({
        code: facts.code,
        name: facts.name,
        level: facts.level,
        headcount: facts.headcount,
        headcountDate: facts.headcountDate,
        rank: decision ? from + i + 1 : from + 1,
        total: fromSteps(total, decimals),
        terms,
        prize: decision ? (slots[from + i] ?? null) : won,
        toDecide: toDecide && !decision,
        ...(decision ? { decided: { reason: decision.reason, decidedAtMs: decision.decidedAtMs } } : {}),
        overHeadcount: isOverHeadcount(facts),
      });
    }
  }
  return places;
}

/** The newest decision on exactly these units at the total they share. */
function findDecision(
  decisions: readonly TieDecision[],
  equals: readonly Scored[],
  decimals: number,
): TieDecision | undefined {
  const total = fromSteps(equals[0]?.total ?? 0, decimals);
  return decisions.find(
    (each) =>
      each.total === total &&
      each.units.length === equals.length &&
      equals.every(({ facts }) => each.units.includes(facts.code)),
  );
}

const by =
  ({ units }: TieDecision) =>
  (one: Scored, other: Scored): number =>
    units.indexOf(one.facts.code) - units.indexOf(other.facts.code);

/** The prizes one by one, the highest first, unranked ones last. */
function openSlots(ladder: readonly CollectivePrize[]): Slot[] {
  const height = ({ rank }: CollectivePrize) => (rank === null ? prizeRanks.length : prizeRanks.indexOf(rank));
  return ladder
    .toSorted((one, other) => height(one) - height(other))
    .flatMap(({ rank, count, amountVnd }) => Array.from({ length: count }, (): Slot => ({ rank, amountVnd })));
}
