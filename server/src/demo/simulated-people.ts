import type { Audience } from '@hoithi/shared/contract/rules';
import type { UnitFile } from '@hoithi/shared/contract/unit-file';

const families = [
  'Nguyễn',
  'Nguyễn',
  'Nguyễn',
  'Trần',
  'Trần',
  'Lê',
  'Lê',
  'Phạm',
  'Hoàng',
  'Phan',
  'Võ',
  'Đặng',
  'Bùi',
  'Hồ',
  'Dương',
  'Đinh',
  'Thái',
  'Từ',
];
const middles = [
  'Thị',
  'Văn',
  'Thị Thanh',
  'Đức',
  'Minh',
  'Thị Thu',
  'Quốc',
  'Hữu',
  'Thị Ngọc',
  'Xuân',
  'Đình',
  'Thị Hồng',
  'Công',
  'Anh',
];
const givens = [
  'Hà',
  'Hường',
  'Sơn',
  'Dũng',
  'Hạnh',
  'Quỳnh',
  'Tuấn',
  'Thủy',
  'Nghĩa',
  'Phượng',
  'Đạt',
  'Hiền',
  'Long',
  'Mỹ',
  'Ngân',
  'Thắng',
  'Uyên',
  'Việt',
  'Yến',
  'Lộc',
];

export type SimulatedUnit = UnitFile['units'][number] & { headcount: number | null };

export type SimulatedPerson = {
  personId: string;
  contestantId: string;
  name: string;
  unitCode: string;
  audience: Audience;
  /** Probability of knowing an answer, 0..1. */
  skill: number;
  /** Usual seconds for a question. */
  pace: number;
};

export const pick = <T>(items: readonly T[], random: () => number): T =>
  items[Math.floor(random() * items.length)] as T;

/** An id in the form of version 4 from a seeded source, so that the same seed makes the same people. */
export function seededUuid(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16));
  hex[12] = '4';
  hex[16] = pick(['8', '9', 'a', 'b'], random);
  const text = hex.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}

/** Gives every choosable unit a simulated headcount. */
export function simulatedHeadcounts(units: readonly SimulatedUnit[], random: () => number): SimulatedUnit[] {
  const sized = units.map((unit) => {
    const size =
      unit.level === 'AGENCY'
        ? 22 + Math.floor(random() * 48)
        : unit.level === 'COMMUNE'
          ? 6 + Math.floor(random() * 8)
          : null;
    return { ...unit, headcount: size };
  });
  return sized.map((unit) => {
    if (unit.level !== 'DISTRICT') return unit;
    const below = sized
      .filter((each) => each.parentCode === unit.code)
      .reduce((sum, each) => sum + (each.headcount ?? 0), 0);
    return { ...unit, headcount: below };
  });
}

/** People spread over the units: some units are near their target, some far from it. */
export function simulatePeople(
  count: number,
  units: readonly SimulatedUnit[],
  random: () => number,
): SimulatedPerson[] {
  const zeal = new Map<string, number>();
  for (const unit of units)
    if (unit.level === 'DISTRICT' || unit.level === 'AGENCY') zeal.set(unit.code, 0.35 + random() * 0.65);
  const players = units.flatMap((unit) => {
    if (unit.level !== 'AGENCY' && unit.level !== 'COMMUNE') return [];
    const eager = zeal.get(unit.level === 'AGENCY' ? unit.code : (unit.parentCode ?? '')) ?? 0.5;
    const taken = Math.floor((unit.headcount ?? 0) * Math.min(1, eager * (0.75 + random() * 0.5)));
    return Array.from({ length: taken }, () => unit);
  });
  for (let at = players.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [players[at], players[other]] = [players[other] as SimulatedUnit, players[at] as SimulatedUnit];
  }
  return players.slice(0, count).map((unit) => ({
    personId: seededUuid(random),
    contestantId: seededUuid(random),
    name: `${pick(families, random)} ${pick(middles, random)} ${pick(givens, random)}`,
    unitCode: unit.code,
    audience:
      unit.level === 'AGENCY' ? 'OFFICIAL' : random() < 0.4 ? 'OFFICIAL' : random() < 0.5 ? 'WORKER' : 'CITIZEN',
    skill: 0.55 + 0.45 * Math.sqrt(random()),
    pace: 4 + random() * 18,
  }));
}
