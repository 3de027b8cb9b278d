import type { StoredRules } from './stored-rules.ts';

/**
 * A complete, valid set of rules for tests: four weeks as Hà Tĩnh ran them in 2023, with every open point answered.
 * Each call makes a new value, so a test may change its own.
 * Source: plan 59/KH-STTTT; where the plan is silent the value is the test's, not the plan's.
 */
export function exampleStored(change?: (rules: StoredRules) => void): StoredRules {
  const rules: StoredRules = {
    meta: {
      name: { vi: 'Cuộc thi trực tuyến tìm hiểu về chuyển đổi số', en: 'Online contest on digital transformation' },
      host: {
        vi: 'Sở Thông tin và Truyền thông tỉnh Hà Tĩnh',
        en: 'Hà Tĩnh Department of Information and Communications',
      },
      planNo: '59/KH-STTTT',
      planDate: '2023-10-10',
      rulesDecisionNo: null,
      contact: 'Tổ Thư ký Cuộc thi',
    },
    timezone: 'Asia/Ho_Chi_Minh',
    rounds: [
      exampleRound(1, '2023-10-16', '2023-10-22'),
      exampleRound(2, '2023-10-23', '2023-10-29'),
      exampleRound(3, '2023-10-30', '2023-11-05'),
      exampleRound(4, '2023-11-06', '2023-11-12'),
    ],
    questions: {
      count: 15,
      optionsPerQuestion: 4,
      answerMode: 'one',
      pacing: 'one-by-one',
      topics: ['nhan-thuc-so', 'du-lieu-so', 'dich-vu-cong'],
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
    attempts: { policy: 'per-round', max: 1, coolDownSeconds: 0, practice: true, counted: 'best', completeOnly: false },
    points: { perQuestion: 10, several: 'all-or-nothing' },
    prediction: { kind: 'PARTICIPANT_PERSONS', role: 'tie-break', missing: 'ranks-last', targetBasis: 'as-closed' },
    ladder: { keys: ['score', 'elapsed', 'predictionError'], last: 'committee' },
    eligibility: {
      text: {
        vi: 'Cán bộ, công chức, viên chức, người lao động và người dân trên địa bàn tỉnh Hà Tĩnh.',
        en: 'Officials, public employees, workers and residents of Hà Tĩnh province.',
      },
      audiences: ['CITIZEN', 'OFFICIAL', 'WORKER'],
      ageMin: null,
      ageMax: null,
    },
    exclusions: ['ORGANIZING_COMMITTEE', 'SECRETARIAT', 'DIRECTLY_INVOLVED'],
    profile: {
      fields: [
        { key: 'name', required: true },
        { key: 'unit', required: true },
        { key: 'audience', required: false },
      ],
      lockedAfterFirstAttempt: true,
    },
    unitTargets: [{ group: { vi: 'Các cơ quan, đơn vị', en: 'Agencies and units' }, minRate: 1 }],
    prizes: {
      round: [
        { rank: 'FIRST', count: 1, amountVnd: 2_000_000 },
        { rank: 'SECOND', count: 2, amountVnd: 1_000_000 },
        { rank: 'THIRD', count: 3, amountVnd: 500_000 },
      ],
      collective: [exampleAward()],
    },
    caps: { shareOfParticipantsMax: null, perPersonMax: null },
    publication: { names: 'masked', ownScore: 'after-close', answers: 'after-publication', liveCounters: 'coarse' },
    complaints: { workingDays: 3 },
    privacy: {
      consents: [
        { purpose: 'take-part', required: true },
        { purpose: 'publish-name', required: false },
        { purpose: 'notices', required: false },
      ],
      retentionDays: 365,
    },
  };
  change?.(rules);
  return rules;
}

/** A week that closes on Sunday at 18:00 and is published at 20:00 of that day. */
function exampleRound(ordinal: number, monday: string, sunday: string): StoredRules['rounds'][number] {
  return {
    ordinal,
    label: { vi: `Tuần ${ordinal}`, en: `Week ${ordinal}` },
    opensAt: `${monday}T00:00:00+07:00`,
    closesAt: `${sunday}T18:00:00+07:00`,
    publishAt: `${sunday}T20:00:00+07:00`,
    topics: null,
  };
}

/** The plan's three collective prizes, among provincial agencies, by rate and quality. */
function exampleAward(): StoredRules['prizes']['collective'][number] {
  return {
    label: { vi: 'Giải tập thể', en: 'Collective prizes' },
    compete: { levels: ['AGENCY'], blocks: null },
    grouping: 'together',
    judging: {
      by: 'formula',
      filter: { minPersons: 1, minRate: 0.5, minRateBySize: [], mandatory: [] },
      comparison: { method: 'wilson', z: 1.96 },
      metrics: [
        { metric: 'personsRate', weight: 0.6, scale: 'own' },
        { metric: 'meanScore', weight: 0.4, scale: 'own' },
      ],
      prizePoints: { FIRST: 10, SECOND: 8, THIRD: 6, CONSOLATION: 4 },
      ratesOver: 'contest',
      rounds: null,
      decimals: 2,
    },
    ladder: [
      { rank: 'FIRST', count: 1, amountVnd: 3_000_000 },
      { rank: 'SECOND', count: 1, amountVnd: 2_000_000 },
      { rank: 'THIRD', count: 1, amountVnd: 1_000_000 },
    ],
  };
}
