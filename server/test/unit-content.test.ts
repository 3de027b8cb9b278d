import { describe, expect, it } from 'vitest';
import { readUnitFile } from '../src/contest/read-content.ts';

const provinces = [
  { code: '46', districts: 9, communes: 141 },
  { code: '42', districts: 13, communes: 216 },
  { code: '02', districts: 11, communes: 193 },
];

describe('units that come with the program', () => {
  it.each(provinces)(
    '[S5] $code has $districts districts and $communes communes',
    async ({ code, districts, communes }) => {
      const { units } = await readUnitFile(code);
      expect(units.filter(({ level }) => level === 'DISTRICT')).toHaveLength(districts);
      expect(units.filter(({ level }) => level === 'COMMUNE')).toHaveLength(communes);
    },
  );

  it('[S5] there are 550 communes in all', () => {
    expect(provinces.reduce((sum, { communes }) => sum + communes, 0)).toBe(550);
  });

  it.each(provinces)(
    '[S5] $code: one province at the top, every unit under a parent of the right kind',
    async ({ code }) => {
      const { units, province } = await readUnitFile(code);
      const byCode = new Map(units.map((unit) => [unit.code, unit]));
      expect(units.filter(({ parentCode }) => parentCode === null).map((unit) => unit.code)).toEqual([province.code]);
      const parentLevel = { BLOCK: 'PROVINCE', DISTRICT: 'PROVINCE', AGENCY: 'BLOCK', COMMUNE: 'DISTRICT' } as Record<
        string,
        string
      >;
      for (const unit of units) {
        if (unit.parentCode !== null) expect(byCode.get(unit.parentCode)?.level).toBe(parentLevel[unit.level]);
      }
    },
  );

  it.each(provinces)('[S2] $code: names are composed', async ({ code }) => {
    for (const { name } of (await readUnitFile(code)).units) expect(name).toBe(name.normalize('NFC'));
  });

  it.each(provinces)('[S5] $code: every district has a tile of its own on the map', async ({ code }) => {
    const districts = (await readUnitFile(code)).units.filter(({ level }) => level === 'DISTRICT');
    expect(new Set(districts.map(({ tile }) => tile?.join())).size).toBe(districts.length);
    expect(districts.every(({ tile }) => tile !== null)).toBe(true);
  });

  it('[S5] communes of one name stand under different districts', async () => {
    const { units } = await readUnitFile('46');
    const same = units.filter(({ name }) => name === 'Xã Hương Phong');
    expect(same).toHaveLength(2);
    expect(new Set(same.map(({ parentCode }) => parentCode)).size).toBe(2);
  });
});
