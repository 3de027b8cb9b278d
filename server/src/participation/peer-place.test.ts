import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import { describe, expect, it } from 'vitest';
import { placeOf } from './peer-place.ts';

const unit = (name: string, persons: number, part: Partial<UnitParticipation> = {}): UnitParticipation => ({
  code: name,
  name,
  level: 'AGENCY',
  parentCode: 'A',
  block: null,
  persons,
  citizens: 0,
  attempts: persons,
  headcount: 100,
  headcountDate: '2026-02-01',
  headcountSource: null,
  rate: persons / 100,
  targetRate: null,
  tile: null,
  ...part,
});

describe("a unit's place among its peers", () => {
  const all = [
    unit('An', 90),
    unit('Bình', 70),
    unit('Chi', 70),
    unit('Dũng', 20),
    unit('Khác cấp', 99, { level: 'SCHOOL' }),
    unit('Khác khối', 99, { parentCode: 'B' }),
    unit('Không sĩ số', 500, { headcount: null, rate: null }),
  ];
  it('[U5] equal rates share a place; without a block, other levels, other parents and units without a rate are no peers', () => {
    const place = {
      rank: 2,
      of: 4,
      ahead: { name: 'An', rate: 0.9, headcount: 100 },
      behind: { name: 'Dũng', rate: 0.2, headcount: 100 },
      block: null,
    };
    expect(placeOf(all, 'Bình')).toEqual({ ...place, own: { name: 'Bình', rate: 0.7, headcount: 100 } });
    expect(placeOf(all, 'Chi')).toEqual({ ...place, own: { name: 'Chi', rate: 0.7, headcount: 100 } });
  });
  it('[U5] while figures are floors the own rate that is compared is the floor, and so shown', () => {
    const mine = unit('Mười hai', 12, { parentCode: 'F' });
    expect(placeOf([mine, unit('Mười chín', 19, { parentCode: 'F' })], 'Mười hai', true)?.own.rate).toBe(0.1);
    expect(placeOf([mine], 'Mười hai')?.own.rate).toBe(0.12);
  });
  it('[U5] the first has nobody ahead, the last nobody behind; a unit without a rate has no place', () => {
    expect(placeOf(all, 'An')).toMatchObject({ rank: 1, ahead: null, behind: { rate: 0.7 } });
    expect(placeOf(all, 'Dũng')).toMatchObject({ rank: 4, ahead: { rate: 0.7 }, behind: null });
    expect(placeOf(all, 'Không sĩ số')).toBeNull();
  });

  it('[U10] a unit with a block is among those of its level and block, whatever unit is above them', () => {
    const inBlock = [
      unit('Một', 50, { block: 'Khối 1' }),
      unit('Hai', 60, { block: 'Khối 1', parentCode: 'B' }),
      unit('Ba', 90, { block: 'Khối 2' }),
      unit('Bốn', 90),
    ];
    expect(placeOf(inBlock, 'Một')).toMatchObject({ rank: 2, of: 2, ahead: { name: 'Hai' }, block: 'Khối 1' });
    expect(placeOf(inBlock, 'Bốn')).toMatchObject({ rank: 1, of: 3 });
  });

  it('[U5] [V3] where figures are floors, places are those of the floors', () => {
    const close = [unit('Hơn một', 19), unit('Kém một', 18), unit('Dưới mười', 9)];
    expect(placeOf(close, 'Kém một')).toMatchObject({ rank: 2, ahead: { name: 'Hơn một', rate: 0.19 } });
    expect(placeOf(close, 'Kém một', true)).toEqual({
      rank: 1,
      of: 3,
      own: { name: 'Kém một', rate: 0.1, headcount: 100 },
      ahead: null,
      behind: { name: 'Dưới mười', rate: 0, headcount: 100 },
      block: null,
    });
  });
});
