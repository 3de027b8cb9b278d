import type { CollectiveDesk, CollectivePlace, PublicCollective } from '@hoithi/shared/contract/collective-standing';

/** Collective prizes for the tests of pages. Used by tests alone. */

const atMs = Date.parse('2026-03-16T09:00:00+07:00');

export function samplePlace(changed: Partial<CollectivePlace> = {}): CollectivePlace {
  return {
    code: '1',
    name: 'Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh',
    level: 'AGENCY',
    headcount: 25_980,
    headcountDate: '2026-02-01',
    rank: 1,
    total: 45.73,
    terms: [
      {
        metric: 'personsRate',
        numerator: 5_945,
        denominator: 25_980,
        meanOfRounds: null,
        value: 22.88,
        lowerBound: null,
        best: null,
        points: 22.88,
        weight: 0.6,
        product: 13.73,
      },
      {
        metric: 'meanScore',
        numerator: 12_000,
        denominator: 15_000,
        meanOfRounds: null,
        value: 80,
        lowerBound: null,
        best: null,
        points: 80,
        weight: 0.4,
        product: 32,
      },
    ],
    prize: {
      place: 0,
      label: { vi: 'Giải Nhất', en: 'First prize' },
      value: { kind: 'money', amount: 3_000_000, currency: 'VND' },
    },
    toDecide: false,
    overHeadcount: false,
    ...changed,
  };
}

const award: CollectiveDesk['awards'][number]['award'] = {
  label: { vi: 'Giải tập thể các sở', en: 'Prizes for departments' },
  decimals: 2,
  groups: [],
};
const basis = [{ ordinal: 1, label: { vi: 'Tuần 1', en: 'Week 1' }, standingVersion: 2 }];
const printed = [{ vi: 'Các tỷ lệ được so sánh nguyên giá trị.', en: 'Rates are compared as they are.' }];

export function sampleCollective(places: CollectivePlace[] = [samplePlace()]): PublicCollective {
  return {
    schema: 2,
    contest: {
      slug: 'cds',
      name: { vi: 'Tìm hiểu về chuyển đổi số', en: 'Digital transformation' },
      host: { vi: 'Tỉnh Hà Tĩnh', en: 'Hà Tĩnh province' },
      demo: false,
    },
    awards: [
      {
        label: award.label,
        award,
        printed,
        standingVersion: 4,
        rulesVersion: 1,
        basis,
        computedAtMs: atMs,
        publishedAtMs: atMs + 60_000,
        judged: {
          groups: [{ level: null, block: null, band: null, places }],
          leftOut: [
            { code: '8', name: 'Sở Nội vụ', level: 'AGENCY', reason: { why: 'no-headcount' } },
            {
              code: '9',
              name: 'Sở Tư pháp',
              level: 'AGENCY',
              reason: { why: 'rate-too-low', persons: 12, headcount: 40, rounds: null, minRate: 0.5 },
            },
          ],
        },
      },
    ],
  };
}

/** The organizer's desk of the same award, its round settled, nothing saved yet. */
export function sampleCollectiveDesk(changed: Partial<CollectiveDesk['awards'][number]> = {}): CollectiveDesk {
  const { judged } = sampleCollective().awards[0]!;
  return {
    awards: [
      {
        at: 0,
        award: structuredClone(award),
        printed,
        basis,
        now: judged,
        candidates: [],
        provisional: false,
        standings: [],
        ...changed,
      },
    ],
    groups: [],
    resultsPath: null,
  };
}
