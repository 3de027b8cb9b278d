import type { PublicResults, Winner } from '@hoithi/shared/contract/results';
import { samplePrize } from './sample-prize.ts';

/** A published round for the tests of pages. Used by tests alone. */

const atMs = Date.parse('2023-11-12T18:00:00+07:00');

export function sampleWinner(changed: Partial<Winner> = {}): Winner {
  return {
    ...samplePrize(0, 2_000_000),
    rank: 1,
    name: 'Dương T. H. P.',
    unitName: 'Xã Tân Lộc, Huyện Lộc Hà',
    points: 150,
    elapsedMs: 68_000,
    prediction: 990,
    predictionError: 41,
    submittedAtMs: atMs - 3_600_000,
    decidedBy: 'elapsed',
    toDecide: false,
    ...changed,
  };
}

type Unit = PublicResults['units'][number];
const unit = (
  code: string,
  name: string,
  level: string,
  persons: number,
  headcount: number | null,
  rank: number | null,
): Unit => ({
  code,
  name,
  level,
  headcount,
  headcountDate: headcount === null ? null : '2023-10-01',
  block: null,
  persons,
  citizens: 0,
  attempts: persons,
  rate: headcount === null ? null : persons / headcount,
  rank,
});

export function sampleResults(changed: Partial<PublicResults> = {}): PublicResults {
  return {
    schema: 2,
    contest: {
      slug: 'cds',
      name: { vi: 'Tìm hiểu về chuyển đổi số', en: 'Digital transformation' },
      host: { vi: 'Tỉnh Hà Tĩnh', en: 'Hà Tĩnh province' },
      demo: false,
    },
    round: { ordinal: 1, label: { vi: 'Tuần 1', en: 'Week 1' }, opensAtMs: atMs - 500_000_000, closesAtMs: atMs },
    rulesVersion: 2,
    standingVersion: 3,
    computedAtMs: atMs + 60_000,
    publishedAtMs: atMs + 7_200_000,
    decision: null,
    counts: {
      attempts: 1147,
      roundPersons: 1031,
      sumOfRoundPersons: 2040,
      contestPersons: 1688,
      allCorrectPersons: 345,
    },
    meanPoints: 134.19,
    pointsMax: 150,
    prediction: { kind: 'PARTICIPANT_PERSONS', target: 1031 },
    ladder: ['score', 'elapsed', 'predictionError'],
    bands: [
      { id: 'all', persons: 345, share: 0.3346 },
      { id: 'from75', persons: 538, share: 0.5218 },
      { id: 'from25', persons: 148, share: 0.1436 },
      { id: 'under25', persons: 0, share: 0 },
      { id: 'none', persons: 0, share: 0 },
    ],
    winners: [sampleWinner()],
    units: [
      unit('1', 'Huyện Đức Thọ', 'DISTRICT', 40, 400, 2),
      unit('2', 'Thị xã Hồng Lĩnh', 'DISTRICT', 60, 200, 1),
      unit('3', 'Huyện Kỳ Anh', 'DISTRICT', 5, null, null),
      unit('4', 'Xã Kỳ Thư', 'COMMUNE', 12, 10, 1),
    ],
    answers: null,
    ...changed,
  };
}
