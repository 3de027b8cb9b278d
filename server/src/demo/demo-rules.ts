import type { Rules } from '@hoithi/shared/contract/rules';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const vietnamOffsetMs = 7 * hourMs;

/** Rounds last a week. The demo starts on the fourth day of the third one. */
const ordinals = [1, 2, 3, 4];
const firstDayOf = (ordinal: number): number => (ordinal - 3) * 7 - 3;

/** When a round opens and closes, in ms from 0:00 (Vietnam) of the day on which the demo starts. */
export const demoRoundTimes = ordinals.map((ordinal) => ({
  ordinal,
  opensAtMs: firstDayOf(ordinal) * dayMs,
  closesAtMs: (firstDayOf(ordinal) + 6) * dayMs + 18 * hourMs,
}));

/** The rules of the demo contest: plan 59/KH-STTTT of Hà Tĩnh, its open points answered, its weeks around the start. */
export function demoRules(startMs: number): Rules {
  const midnightMs = Math.floor((startMs + vietnamOffsetMs) / dayMs) * dayMs - vietnamOffsetMs;
  const instant = (ms: number) => `${new Date(midnightMs + ms + vietnamOffsetMs).toISOString().slice(0, 19)}+07:00`;
  return {
    ...timelessRules,
    rounds: demoRoundTimes.map(({ ordinal, opensAtMs, closesAtMs }) => ({
      ordinal,
      label: { vi: `Tuần ${ordinal}`, en: `Week ${ordinal}` },
      opensAt: instant(opensAtMs),
      closesAt: instant(closesAtMs),
      publishAt: instant(closesAtMs + 2 * hourMs),
      topics: null,
    })),
  };
}

/** The rules without the times of their rounds. */
export const timelessRules: Omit<Rules, 'rounds'> = {
  meta: {
    name: {
      vi: 'Cuộc thi trực tuyến tìm hiểu về Chuyển đổi số - Dữ liệu số tạo nên giá trị (bản trình diễn)',
      en: 'Online contest on digital transformation - Digital data creates value (demonstration)',
    },
    host: {
      vi: 'Sở Thông tin và Truyền thông Hà Tĩnh (mô phỏng)',
      en: 'Hà Tĩnh Department of Information and Communications (simulated)',
    },
    planNo: '59/KH-STTTT',
    planDate: '2023-10-10',
    rulesDecisionNo: null,
    contact: null,
  },
  timezone: 'Asia/Ho_Chi_Minh',
  questions: {
    count: 15,
    optionsPerQuestion: 4,
    answerMode: 'one',
    pacing: 'one-by-one',
    topics: [
      'chuyen-doi-so',
      'de-an-06',
      'can-cuoc-vneid',
      'giao-dich-dien-tu',
      'an-toan-truc-tuyen',
      'dich-vu-cong-truc-tuyen',
      'thanh-toan-du-lieu-so',
    ],
    draw: { kind: 'bank', perTopic: [], byAudience: false },
    shuffle: true,
  },
  time: {
    attemptSeconds: 900,
    questionSeconds: null,
    graceMs: 800,
    resolution: 'second',
    lagCredit: { quotaMs: 400, refillMs: 50 },
  },
  attempts: { policy: 'per-round', max: 3, coolDownSeconds: 0, practice: true, counted: 'best', completeOnly: false },
  points: { perQuestion: 10, several: 'all-or-nothing' },
  prediction: { kind: 'PARTICIPANT_PERSONS', role: 'tie-break', missing: 'ranks-last', targetBasis: 'as-closed' },
  ladder: { keys: ['score', 'elapsed', 'predictionError'], last: 'committee' },
  eligibility: {
    text: {
      vi: 'Cán bộ, công chức, viên chức, người lao động và người dân trên địa bàn tỉnh',
      en: 'Cadres, civil servants, public employees, workers and residents of the province',
    },
    audiences: ['OFFICIAL', 'WORKER', 'CITIZEN'],
    ageMin: null,
    ageMax: null,
  },
  exclusions: ['ORGANIZING_COMMITTEE', 'SECRETARIAT', 'DIRECTLY_INVOLVED'],
  profile: {
    fields: [
      { key: 'name', required: true },
      { key: 'unit', required: true },
      { key: 'audience', required: true },
    ],
    lockedAfterFirstAttempt: true,
  },
  unitTargets: [
    {
      group: { vi: 'Các sở, ban, ngành, đoàn thể cấp tỉnh', en: 'Provincial departments and organisations' },
      minRate: 1,
    },
  ],
  prizes: {
    round: [
      { rank: 'FIRST', count: 1, amountVnd: 2_000_000 },
      { rank: 'SECOND', count: 2, amountVnd: 1_000_000 },
      { rank: 'THIRD', count: 3, amountVnd: 500_000 },
    ],
    collective: demoAwards(),
  },
  caps: { shareOfParticipantsMax: null, perPersonMax: 1 },
  publication: { names: 'masked', ownScore: 'at-submit', answers: 'after-publication', liveCounters: 'coarse' },
  complaints: { workingDays: 3 },
  privacy: {
    consents: [
      { purpose: 'take-part', required: true },
      { purpose: 'publish-name', required: false },
    ],
    retentionDays: 90,
  },
};

/** The plan's three prizes for agencies, and three for districts over the two settled weeks. */
function demoAwards(): Rules['prizes']['collective'] {
  const ladder = [
    { rank: 'FIRST' as const, count: 1, amountVnd: 3_000_000 },
    { rank: 'SECOND' as const, count: 1, amountVnd: 2_000_000 },
    { rank: 'THIRD' as const, count: 1, amountVnd: 1_000_000 },
  ];
  const judging = {
    by: 'formula' as const,
    filter: { minPersons: 1, minRate: 0.05, minRateBySize: [], mandatory: [] },
    comparison: { method: 'wilson' as const, z: 1.96 },
    prizePoints: { FIRST: 10, SECOND: 8, THIRD: 6, CONSOLATION: 4 },
    ratesOver: 'contest' as const,
    rounds: null,
    decimals: 2,
  };
  return [
    {
      label: {
        vi: 'Giải tập thể các sở, ban, ngành, đoàn thể cấp tỉnh',
        en: 'Collective prizes for provincial departments and organisations',
      },
      compete: { levels: ['AGENCY'], blocks: null },
      grouping: 'together',
      judging: {
        ...judging,
        metrics: [
          { metric: 'personsRate', weight: 0.6, scale: 'own' },
          { metric: 'meanScore', weight: 0.4, scale: 'own' },
        ],
      },
      ladder,
    },
    {
      label: {
        vi: 'Giải tập thể cấp huyện chặng 1 (tuần 1 và tuần 2)',
        en: 'Collective prizes for districts, first half (weeks 1 and 2)',
      },
      compete: { levels: ['DISTRICT'], blocks: null },
      grouping: 'together',
      judging: {
        ...judging,
        comparison: { method: 'plain' },
        rounds: [1, 2],
        metrics: [
          { metric: 'persons', weight: 0.5, scale: 'best' },
          { metric: 'meanScore', weight: 0.3, scale: 'own' },
          { metric: 'prizePoints', weight: 0.2, scale: 'best' },
        ],
      },
      ladder,
    },
  ];
}
