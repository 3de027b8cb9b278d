import type { LeaderTrend, LeaderUnit, LeaderView } from '@hoithi/shared/contract/unit-leader';
import { missingPeople } from '@hoithi/shared/rules/units/count-targets';
import { sampleNowMs, sampleParticipation, sampleUnit } from './sample-participation.ts';

/** Views for tests: a department in the second week. Used by tests alone. */
export function sampleLeaderUnit(name: string, part: Partial<LeaderUnit> = {}): LeaderUnit {
  const unit = sampleUnit(name, part);
  return { ...unit, missing: missingPeople(unit) };
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const monday = Date.parse('2023-10-23T00:00:00+07:00');
export const sampleTrend: LeaderTrend = {
  previous: { vi: 'Tuần 1', en: 'Week 1' },
  days: [4, 12, 19, 30, 41, 50, 58].map((persons, i) => ({
    atMs: monday + i * dayMs,
    persons,
    before: [9, 14, 25, 29, 33, 44, 51][i] ?? null,
  })),
  hours: Array.from({ length: 24 }, (_, hour) => ({
    atMs: monday + 6 * dayMs + hour * hourMs,
    persons: hour > 14 ? null : 50 + Math.floor(hour * 0.6),
    before: hour > 17 ? null : 44 + Math.floor(hour * 0.5),
  })),
  citizens: false,
};

export function sampleLeader(part: Partial<LeaderView> = {}): LeaderView {
  const { version, contest, round } = sampleParticipation();
  return {
    version,
    serverNowMs: sampleNowMs,
    contest,
    round,
    coarse: false,
    own: sampleLeaderUnit('Sở Y tế', { level: 'AGENCY', persons: 58 }),
    children: [],
    place: null,
    trend: null,
    quality: null,
    roster: null,
    ...part,
  };
}
