import { describe, expect, it } from 'vitest';
import type { UnitDraft } from '../../contract/unit-table.ts';
import { checkUnitList } from './check-unit-list.ts';

const unit = (code: string, part: Partial<UnitDraft> = {}): UnitDraft => ({
  ...{ code, name: code, level: 'Thôn', parentCode: null, headcount: null, headcountDate: null, headcountSource: null },
  ...{ block: null, validFrom: null, validTo: null, replacedBy: [] },
  ...part,
});

describe('a list of units', () => {
  it('[J20] of province, communes and hamlets is in order', () => {
    const list = [
      unit('42', { level: 'PROVINCE' }),
      unit('x', { level: 'COMMUNE', parentCode: '42' }),
      unit('t', { parentCode: 'x' }),
    ];
    expect(checkUnitList(list)).toEqual([]);
  });

  it.each<[string, UnitDraft[]]>([
    ['code_twice', [unit('a'), unit('a')]],
    ['parent_unknown', [unit('a', { parentCode: 'b' })]],
    ['parent_cycle', [unit('a', { parentCode: 'b' }), unit('b', { parentCode: 'a' })]],
    ['successor_unknown', [unit('a', { replacedBy: ['b'] })]],
    ['successor_unknown', [unit('a', { replacedBy: ['a'] })]],
    ['validity_reversed', [unit('a', { validFrom: '2025-07-01', validTo: '2025-06-30' })]],
    ['date_missing', [unit('a', { headcount: 5 })]],
  ])('[J20] %s is found', (problem, list) => {
    expect(checkUnitList(list)[0]?.problem).toBe(problem);
  });
});
