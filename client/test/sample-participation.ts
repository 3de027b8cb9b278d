import type { ParticipationView, UnitParticipation } from '@hoithi/shared/contract/participation';
import { oneTarget } from '@hoithi/shared/rules/units/count-targets';

/** Views for tests: a district contest in its second week. Used by tests alone. */
export const sampleNowMs = Date.parse('2023-10-29T14:20:00+07:00');

export function sampleUnit(name: string, part: Partial<UnitParticipation> = {}): UnitParticipation {
  const unit: UnitParticipation = {
    code: name,
    name,
    level: 'DISTRICT',
    parentCode: '42',
    block: null,
    persons: 50,
    citizens: 0,
    attempts: 50,
    headcount: 100,
    headcountDate: '2023-10-01',
    headcountSource: null,
    rate: null,
    targetRate: 0.7,
    tile: null,
    ...part,
  };
  return { ...unit, rate: unit.headcount ? unit.persons / unit.headcount : null };
}

export function sampleParticipation(part: Partial<ParticipationView> = {}): ParticipationView {
  return {
    version: 1,
    serverNowMs: sampleNowMs,
    contest: {
      contestId: '00000000-0000-4000-8000-0000000000ff',
      slug: 'cds',
      name: { vi: 'Tìm hiểu về chuyển đổi số', en: 'Digital transformation' },
      host: { vi: 'Sở Thông tin và Truyền thông', en: 'Department of Information' },
      demo: true,
      questionCount: 15,
      attemptSeconds: 900,
      contact: null,
      pacing: 'one-by-one',
    },
    round: {
      roundId: '00000000-0000-4000-8000-000000000002',
      ordinal: 2,
      label: { vi: 'Tuần 2', en: 'Week 2' },
      phase: 'open',
      opensAtMs: Date.parse('2023-10-23T00:00:00+07:00'),
      closesAtMs: Date.parse('2023-10-29T18:00:00+07:00'),
      publishAtMs: Date.parse('2023-10-29T20:00:00+07:00'),
      persons: { atLeast: 6451, exact: true },
    },
    coarse: false,
    counts: { attempts: 9312, roundPersons: 6451, sumOfRoundPersons: 13_539, contestPersons: 9127 },
    units: [],
    targetRate: oneTarget(part.units ?? []),
    ...part,
  };
}
