import type { Unit } from '../judge/facts.ts';

/** A stored standing of units. docs/proof.md, part 3. */
export type UnitsSaid = {
  at: number;
  version: number;
  rules: number;
  award: string;
  period: string | null;
  rounds: [round: string, version: number][];
  units: Unit[];
  merged: [code: string, into: string][];
  places: { count: number; hash: string };
  prizes: [code: string, prize: number][];
  undecided: number;
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const arePairs = (value: unknown, second: (value: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every((each) => Array.isArray(each) && isText(each[0]) && second(each[1]));

/** null: the leaf has not what its kind has. */
export function readUnits(leaf: Record<string, unknown>): UnitsSaid | null {
  const { version, rules, award, period, rounds, units, merged, places, prizes, undecided } = leaf;
  const counted = places as { count?: unknown; hash?: unknown } | null;
  const fits =
    [version, rules, undecided, counted?.count].every(isNumber) &&
    isText(award) &&
    (period === null || isText(period)) &&
    isText(counted?.hash) &&
    Array.isArray(units) &&
    units.every((unit) => isText(unit?.code) && Array.isArray(unit.headcounts) && Array.isArray(unit.groups)) &&
    [rounds, prizes].every((each) => arePairs(each, isNumber)) &&
    arePairs(merged, isText);
  return fits ? (leaf as unknown as UnitsSaid) : null;
}
