import type { PublicUnit } from '@hoithi/shared/contract/public-participation';
import { describe, expect, it } from 'vitest';
import { sampleUnit } from '../../../../test/sample-participation.ts';
import { chooseUnits, groupUnits, listBlocks } from './group-units.ts';

const unit = (code: string, name: string, part: Partial<PublicUnit> = {}): PublicUnit => ({
  ...sampleUnit(name),
  code,
  level: 'COMMUNE',
  rank: null,
  ...part,
});

describe('a computed place for every unit', () => {
  const all = [
    unit('436', 'Thành phố Hà Tĩnh', { level: 'DISTRICT' }),
    unit('437', 'Huyện Can Lộc', { level: 'DISTRICT' }),
    unit('3', 'Xã Đồng Lộc', { parentCode: '437' }),
    unit('2', 'Phường 10', { parentCode: '436', block: 'Khối Nội chính' }),
    unit('1', 'Phường 2', { parentCode: '436', block: 'Khối Đảng' }),
    unit('0', 'Xã lẻ', { parentCode: 'không có' }),
  ];
  it('[U21] grouped by the unit above, in name order as people count, those without one last', () => {
    const groups = groupUnits(chooseUnits(all, 'COMMUNE', null), all);
    expect(groups.map(({ name, units }) => [name, units.map(({ code }) => code)])).toEqual([
      ['Huyện Can Lộc', ['3']],
      ['Thành phố Hà Tĩnh', ['1', '2']],
      [null, ['0']],
    ]);
    expect(groupUnits([...chooseUnits(all, 'COMMUNE', null)].reverse(), all)).toEqual(groups);
  });
  it('[U21] one group alone needs no name; blocks are listed and chosen by', () => {
    expect(groupUnits(chooseUnits(all, 'DISTRICT', null), all)).toMatchObject([{ name: null }]);
    expect(listBlocks(all)).toEqual(['Khối Đảng', 'Khối Nội chính']);
    expect(chooseUnits(all, 'COMMUNE', 'Khối Đảng').map(({ code }) => code)).toEqual(['1']);
  });
});
