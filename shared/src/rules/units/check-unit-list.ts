import type { UnitDraft, UnitTableProblem } from '../../contract/unit-table.ts';

export type UnitListProblem = { code: string; problem: UnitTableProblem['problem'] };

/**
 * What contradicts itself in a whole list of units: codes twice, a unit above or a successor that is not there, a circle, days
 * the wrong way round, a headcount without its day. The first of each unit.
 *
 * Source  SPEC U1, U7.
 */
export function checkUnitList(units: readonly UnitDraft[]): UnitListProblem[] {
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  const seen = new Set<string>();
  return units.flatMap((unit): UnitListProblem[] => {
    const twice = seen.has(unit.code);
    seen.add(unit.code);
    const problem = twice ? 'code_twice' : problemOf(unit, byCode);
    return problem === null ? [] : [{ code: unit.code, problem }];
  });
}

function problemOf(unit: UnitDraft, byCode: ReadonlyMap<string, UnitDraft>): UnitListProblem['problem'] | null {
  if (unit.parentCode !== null && !byCode.has(unit.parentCode)) return 'parent_unknown';
  if (isInCircle(unit, byCode)) return 'parent_cycle';
  if (unit.replacedBy.some((code) => code === unit.code || !byCode.has(code))) return 'successor_unknown';
  if (unit.validFrom !== null && unit.validTo !== null && unit.validTo < unit.validFrom) return 'validity_reversed';
  return unit.headcount !== null && unit.headcountDate === null ? 'date_missing' : null;
}

function isInCircle(unit: UnitDraft, byCode: ReadonlyMap<string, UnitDraft>): boolean {
  const above = new Set<string>();
  for (let code = unit.parentCode; code !== null; code = byCode.get(code)?.parentCode ?? null) {
    if (code === unit.code) return true;
    if (above.has(code)) return false; // another unit's circle, found there
    above.add(code);
  }
  return false;
}
