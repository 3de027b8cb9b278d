import type { Rules } from '@hoithi/shared/contract/rules';

const dayMs = 86_400_000;
const vietnamOffsetMs = 7 * 3_600_000;

/** An instant on a day of Vietnam's calendar, days counted from the day that holds `nowMs`. */
function vietnamInstant(nowMs: number, days: number, hour: number): string {
  const midnightMs = Math.floor((nowMs + vietnamOffsetMs) / dayMs) * dayMs;
  const day = new Date(midnightMs + days * dayMs).toISOString().slice(0, 10);
  return `${day}T${String(hour).padStart(2, '0')}:00:00+07:00`;
}

/** The rules of the demo contest: plan 59/KH-STTTT of Hà Tĩnh, what it leaves open answered, its weeks moved around today. */
export function demoRules(nowMs: number): Rules {
  const openRound = 3;
  return {
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
    rounds: [1, 2, 3, 4].map((ordinal) => {
      const firstDay = (ordinal - openRound) * 7 - 3;
      return {
        ordinal,
        label: { vi: `Tuần ${ordinal}`, en: `Week ${ordinal}` },
        opensAt: vietnamInstant(nowMs, firstDay, 0),
        closesAt: vietnamInstant(nowMs, firstDay + 6, 18),
        publishAt: vietnamInstant(nowMs, firstDay + 6, 20),
        topics: null,
      };
    }),
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
}

/** The plan's three prizes for agencies, and as many for districts over the two weeks that are settled. */
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
