import type { CollectiveGroup, CollectivePlace, JudgedAward } from '../../contract/collective-standing.ts';
import type { WonPrize } from '../../contract/results.ts';
import { asTitle } from '../../rules/as-title.ts';
import { isOverHeadcount } from '../../rules/collective/measure-unit.ts';
import type { Award } from '../model/award.ts';
import type { Rulebook } from '../model/rulebook.ts';
import type { Standing } from '../model/standing.ts';
import { Calendar, type DuePeriod } from './calendar.ts';
import type { UnitRow } from './facts.ts';
import type { AwardResult } from './judge-contest.ts';
import type { UnitArithmetic, UnitGroup } from './stand-units.ts';

/** One award of units for one of its periods: what is judged, stored and published together. `list`: whose orders count. */
export type UnitAward = { award: Award; standing: Standing; period: DuePeriod; list: string };

/** The awards of units in the order of the rulebook, each with its periods. Source: SPEC M13, G8. */
export function listUnitAwards(rulebook: Rulebook): UnitAward[] {
  const calendar = new Calendar(rulebook);
  const ofUnits = new Set(rulebook.populations.filter(({ of }) => of === 'units').map(({ id }) => id));
  return rulebook.awards.flatMap((award) => {
    const standing = rulebook.standings.find(({ id }) => id === award.from);
    if (!standing || !ofUnits.has(standing.population)) return [];
    return calendar.periodsOf(standing).map((period): UnitAward => {
      const list = period.id === null ? standing.id : `${standing.id}@${period.id}`;
      return { award, standing, period, list };
    });
  });
}

/** An order among units with its reason. */
export type UnitOrder = { list: string; ids: readonly string[]; reason: string; decidedAtMs: number };

/**
 * One award of units as it is shown: the places of each list with their arithmetic, the prizes, who is to decide about and
 * what was decided, and who has no place and why.
 *
 * Source  SPEC G6, G7, G13, M13.
 */
export function viewUnitAward(
  rulebook: Rulebook,
  { award, standing, period, list }: UnitAward,
  results: readonly AwardResult[],
  known: { units: ReadonlyMap<string, UnitRow>; orders: readonly UnitOrder[] },
): JudgedAward {
  const own = results.filter((each) => each.award === award.id && each.list.period === period.id);
  const bounds =
    standing.by.kind === 'formula' && standing.by.comparison.method === 'size-bands'
      ? standing.by.comparison.bounds
      : [];
  const orders = known.orders.filter((each) => each.list === list);
  return {
    groups: own
      .filter((result) => result.list.places.length > 0)
      .map((result) => ({
        ...headOf(result.list.group, bounds),
        places: placesOf(rulebook, award, result, orders, known.units),
      })),
    leftOut: (own[0]?.list.leftOut ?? []).map(({ code, reason }) => {
      const unit = known.units.get(code);
      return { code, name: unit?.name ?? code, level: unit?.level ?? '', reason };
    }),
  };
}

function headOf(group: UnitGroup | null, bounds: readonly number[]): Omit<CollectiveGroup, 'places'> {
  const from = group?.from ?? null;
  const under = from === null ? null : (bounds.find((bound) => bound > from) ?? null);
  return { level: group?.level ?? null, block: group?.block ?? null, band: from === null ? null : { from, under } };
}

function placesOf(
  rulebook: Rulebook,
  award: Award,
  { list, won, undecided }: AwardResult,
  orders: readonly UnitOrder[],
  units: ReadonlyMap<string, UnitRow>,
): CollectivePlace[] {
  const open = new Set(undecided.flatMap(({ ids }) => ids));
  return list.places.map(({ id, rank, values, decidedBy }, at): CollectivePlace => {
    const arithmetic: UnitArithmetic | undefined = list.arithmetic?.get(id);
    const unit = units.get(id);
    const isOrdered = decidedBy === 'order' || list.places[at + 1]?.decidedBy === 'order';
    const order = isOrdered ? orders.find(({ ids }) => ids.includes(id)) : undefined;
    const prize = won.get(id);
    return {
      ...{ code: id, name: unit?.name ?? id, level: unit?.level ?? '', rank },
      headcount: arithmetic?.facts.headcount ?? null,
      headcountDate: arithmetic?.facts.headcountDate ?? null,
      total: values[0] ?? null,
      terms: arithmetic?.terms ?? [],
      prize: prize === undefined ? null : prizeOf(rulebook, award, prize),
      toDecide: open.has(id),
      ...(order ? { decided: { reason: order.reason, decidedAtMs: order.decidedAtMs } } : {}),
      overHeadcount: arithmetic !== undefined && isOverHeadcount(arithmetic.facts),
    };
  });
}

/** A prize of an award in the rulebook's words. Source: SPEC M12. */
export function prizeOf({ locale: { currency } }: Rulebook, { prizes }: Award, place: number): WonPrize | null {
  const prize = prizes[place];
  if (!prize) return null;
  const { label, value } = prize;
  return { place, label: asTitle(label), value: value?.kind === 'money' ? { ...value, currency } : value };
}
