import { describe, expect, it } from 'vitest';
import { joinMap } from './join-map.ts';

const units = [
  { code: '00070', name: 'Phường Trần Phú' },
  { code: '18071', name: 'Xã Đồng Môn' },
  { code: '18072', name: 'Xã Sơn Lộc' },
  { code: '18073', name: 'Phường Sơn Lộc' },
];
const feature = (number: number, properties: Record<string, string>) => ({ feature: number, properties });

describe('joining a map to units', () => {
  it('[U25] by code first, whatever the property is called, also where zeros in front were lost', () => {
    const joined = joinMap(
      [feature(1, { STT: '1', MAXA: '70', TEN: 'khác' }), feature(2, { STT: '2', MAXA: '18071' })],
      units,
    );
    expect(joined).toMatchObject({
      codeProperty: 'MAXA',
      joined: [
        { feature: 1, code: '00070', by: 'code' },
        { feature: 2, code: '18071', by: 'code' },
      ],
      unmatched: [],
    });
  });

  it('[U25] then by name without marks and generic words; a name of two units is reported and joins none', () => {
    const joined = joinMap(
      [feature(1, { ten: 'Dong Mon' }), feature(2, { ten: 'Sơn Lộc' }), feature(3, { ten: 'P. Không có' })],
      units,
    );
    expect(joined).toMatchObject({
      codeProperty: null,
      nameProperty: 'ten',
      joined: [{ feature: 1, code: '18071', by: 'name' }],
      ambiguous: [{ feature: 2, codes: ['18072', '18073'] }],
      unmatched: [3],
    });
    expect(joinMap([feature(1, { ten: 'xã sơn lộc' })], units).joined).toMatchObject([{ code: '18072' }]);
  });

  it('[U25] a property that is given is the only one searched for codes', () => {
    const both = [feature(1, { ma: '18071', id: '18072' })];
    expect(joinMap(both, units).codeProperty).toBe('ma');
    expect(joinMap(both, units, 'id').joined).toMatchObject([{ code: '18072' }]);
    expect(joinMap(both, units, 'không có').unmatched).toEqual([1]);
  });
});
