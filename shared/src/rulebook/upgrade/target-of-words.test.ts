import { describe, expect, it } from 'vitest';
import { targetOf } from './target-of-words.ts';

const target = (vi: string, minRate: number) => ({ group: { vi, en: vi }, minRate });
const unit = (level: string, block: string | null = null) => ({ level, block });

describe("a unit's own target", () => {
  const targets = [
    target('Mỗi cơ quan, đơn vị các cấp', 0.5),
    target('Các sở, ban, ngành, đoàn thể cấp tỉnh', 1),
    target('Các huyện, thị xã, thành phố', 0.7),
    target('Xã, phường, thị trấn', 0.6),
    target('Khối Doanh nghiệp', 0.4),
  ];

  it('[U11] the block comes before the level, the level before a target for all', () => {
    expect(targetOf(unit('AGENCY'), targets)).toBe(1);
    expect(targetOf(unit('DISTRICT'), targets)).toBe(0.7);
    expect(targetOf(unit('COMMUNE'), targets)).toBe(0.6);
    expect(targetOf(unit('AGENCY', 'Khối Doanh nghiệp'), targets)).toBe(0.4);
    expect(targetOf(unit('SCHOOL'), targets)).toBe(0.5);
    expect(targetOf(unit('PROVINCE'), targets)).toBe(0.5);
  });

  it('[U11] a target for provincial agencies is none for a district, and none is made up', () => {
    expect(targetOf(unit('DISTRICT'), [target('Các sở, ban, ngành, đoàn thể cấp tỉnh', 1)])).toBeNull();
    expect(targetOf(unit('COMMUNE'), [target('Các huyện, thị xã', 0.7)])).toBeNull();
    expect(targetOf(unit('DISTRICT'), [target('Các cơ quan, tổ chức chính trị - xã hội', 0.7)])).toBeNull();
    expect(targetOf(unit('AGENCY'), [])).toBeNull();
  });

  it("[U11] a group in the organizer's own words binds all, and a level of the organizer's own is found by its word", () => {
    expect(targetOf(unit('DISTRICT'), [target('Toàn thể đoàn viên', 0.7)])).toBe(0.7);
    expect(targetOf(unit('Chi đoàn'), [target('Các huyện', 0.9), target('Các chi đoàn', 0.8)])).toBe(0.8);
  });
});
