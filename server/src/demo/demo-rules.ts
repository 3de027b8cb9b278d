import { Rulebook, type RulebookFile } from '@hoithi/shared/rulebook/model/rulebook';
import { wordsOfAudience } from '@hoithi/shared/rules/printed-rules/value-words';

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

/** The topics of the program's questions that the demo draws from. */
export const demoTopics = [
  'chuyen-doi-so',
  'de-an-06',
  'can-cuoc-vneid',
  'giao-dich-dien-tu',
  'an-toan-truc-tuyen',
  'dich-vu-cong-truc-tuyen',
  'thanh-toan-du-lieu-so',
];

/** The rules of the demo contest: plan 59/KH-STTTT of Hà Tĩnh, its open points answered, its weeks around the start. */
export function demoRulebook(startMs: number): Rulebook {
  const midnightMs = Math.floor((startMs + vietnamOffsetMs) / dayMs) * dayMs - vietnamOffsetMs;
  const instant = (ms: number) => `${new Date(midnightMs + ms + vietnamOffsetMs).toISOString().slice(0, 19)}+07:00`;
  return Rulebook.parse({
    ...meta,
    ...people,
    rounds: [
      {
        ...{ kind: 'series', id: 'week', label: { vi: 'Tuần {n}', en: 'Week {n}' }, admits: 'everyone' },
        at: demoRoundTimes.map(({ opensAtMs, closesAtMs }) => ({
          opensAt: instant(opensAtMs),
          closesAt: instant(closesAtMs),
        })),
        publish: { kind: 'days-after', days: 0, clock: '20:00' },
        parts: [
          {
            ...{ kind: 'quiz', pacing: 'one-by-one', points: { default: { right: 10 } } },
            papers: [{ for: 'everyone', draw: { kind: 'bank', topics: demoTopics }, count: 15 }],
          },
          { kind: 'prediction', of: 'participants', population: 'everyone' },
        ],
        time: { limitSeconds: 900 },
        practice: { topics: demoTopics },
        attempts: { limits: [{ max: 3, per: 'round' }] },
        counted: {
          by: [
            { metric: 'points', order: 'most' },
            { metric: 'elapsed', order: 'least' },
            { metric: 'submittedAt', order: 'least' },
          ],
        },
      },
    ],
    ...results,
    publication: { names: 'masked', ownScore: 'at-submit', answers: 'after-publication', liveCounters: 'coarse' },
    privacy: {
      consents: [
        { purpose: 'take-part', required: true },
        { purpose: 'publish-name', required: false },
      ],
      retentionDays: 90,
    },
  } satisfies RulebookFile);
}

const meta: Pick<RulebookFile, 'version' | 'meta' | 'locale'> = {
  version: 1,
  meta: {
    name: {
      vi: 'Cuộc thi trực tuyến tìm hiểu về Chuyển đổi số - Dữ liệu số tạo nên giá trị (bản trình diễn)',
      en: 'Online contest on digital transformation - Digital data creates value (demonstration)',
    },
    host: {
      vi: 'Sở Thông tin và Truyền thông Hà Tĩnh (mô phỏng)',
      en: 'Hà Tĩnh Department of Information and Communications (simulated)',
    },
    ...{ planNo: '59/KH-STTTT', planDate: '2023-10-10' },
  },
  locale: { timezone: 'Asia/Ho_Chi_Minh', currency: 'VND', languages: ['vi'] },
};

const agencies = {
  vi: 'Các sở, ban, ngành, đoàn thể cấp tỉnh',
  en: 'Provincial departments and organisations',
};
const districts = { vi: 'Các huyện, thị xã, thành phố', en: 'Districts' };

const people: Pick<RulebookFile, 'fields' | 'fieldsLocked' | 'populations' | 'targets'> = {
  fields: [
    { kind: 'known', field: 'name' },
    { kind: 'known', field: 'unit' },
    {
      ...{ kind: 'choice', id: 'audience', label: { vi: 'Nhóm đối tượng', en: 'Audience' } },
      choices: (['OFFICIAL', 'WORKER', 'CITIZEN'] as const).map((id) => ({ id, label: wordsOfAudience[id] })),
    },
  ],
  fieldsLocked: true,
  populations: [
    {
      id: 'everyone',
      label: {
        vi: 'Cán bộ, công chức, viên chức, người lao động và người dân trên địa bàn tỉnh',
        en: 'Cadres, civil servants, public employees, workers and residents of the province',
      },
      where: { kind: 'not', of: { kind: 'role', in: ['ORGANIZING_COMMITTEE', 'SECRETARIAT', 'DIRECTLY_INVOLVED'] } },
    },
    {
      id: 'covered',
      label: { vi: 'Người thuộc tổng số người của đơn vị', en: 'People whom the headcount of their unit covers' },
      where: { kind: 'not', of: { kind: 'field', field: 'audience', in: ['CITIZEN'] } },
    },
    { id: 'agencies', label: agencies, of: 'units', where: { kind: 'unit', levels: ['AGENCY'] } },
    { id: 'districts', label: districts, of: 'units', where: { kind: 'unit', levels: ['DISTRICT'] } },
  ],
  targets: [{ label: agencies, units: 'agencies', people: 'covered', headcount: 'headcount', minRate: 1 }],
};

const money = (amount: number) => ({ kind: 'money' as const, amount });
const prizesOf = (first: number, second: number, third: number, ofPeople: boolean) => [
  { label: { vi: 'giải Nhất', en: 'first prize' }, count: 1, value: money(first), points: 10 },
  { label: { vi: 'giải Nhì', en: 'second prize' }, count: ofPeople ? 2 : 1, value: money(second), points: 8 },
  { label: { vi: 'giải Ba', en: 'third prize' }, count: ofPeople ? 3 : 1, value: money(third), points: 6 },
];

const everyone = { population: 'everyone', headcount: 'headcount' };
const covered = { population: 'covered', headcount: 'headcount' };
const formula = {
  ...{ kind: 'formula' as const, grouping: 'together' as const },
  filter: { minPersons: 1, minRate: 0.05, minRateBySize: [], mandatory: [], people: covered, minPersonsOf: 'everyone' },
};

/** The plan's three prizes for agencies, and three for districts over the two settled weeks. */
const results: Pick<RulebookFile, 'standings' | 'awards' | 'caps'> = {
  standings: [
    {
      ...{ id: 'persons', label: { vi: 'Xếp hạng cá nhân', en: 'Persons' }, population: 'everyone' },
      ...{ over: ['week'], each: 'round', ties: 'committee' },
      by: {
        kind: 'keys',
        keys: [
          { metric: 'points', order: 'most' },
          { metric: 'elapsed', order: 'least' },
          { metric: 'predictionError', order: 'least' },
        ],
      },
    },
    {
      ...{ id: 'agencies', population: 'agencies', over: ['week'], ties: 'committee' },
      label: {
        vi: 'Giải tập thể các sở, ban, ngành, đoàn thể cấp tỉnh',
        en: 'Collective prizes for provincial departments and organisations',
      },
      by: {
        ...formula,
        comparison: { method: 'wilson', z: 1.96 },
        metrics: [
          { metric: 'personsRate', weight: 0.6, scale: 'own', people: covered },
          { metric: 'meanScore', weight: 0.4, scale: 'own', people: everyone },
        ],
      },
    },
    {
      ...{ id: 'districts', population: 'districts', over: ['week-1', 'week-2'], ties: 'committee' },
      label: {
        vi: 'Giải tập thể cấp huyện chặng 1 (tuần 1 và tuần 2)',
        en: 'Collective prizes for districts, first half (weeks 1 and 2)',
      },
      by: {
        ...formula,
        comparison: { method: 'plain' },
        metrics: [
          { metric: 'persons', weight: 0.5, scale: 'best', people: everyone },
          { metric: 'meanScore', weight: 0.3, scale: 'own', people: everyone },
          { metric: 'prizePoints', weight: 0.2, scale: 'best', people: everyone },
        ],
      },
    },
  ],
  awards: [
    {
      ...{ id: 'prizes', label: { vi: 'Giải cá nhân', en: 'Prizes for persons' }, from: 'persons' },
      take: { kind: 'places' },
      prizes: prizesOf(2_000_000, 1_000_000, 500_000, true),
    },
    ...(['agencies', 'districts'] as const).map((from) => ({
      ...{ id: `${from}-prizes`, from, take: { kind: 'places' as const } },
      label: from === 'agencies' ? agencies : districts,
      prizes: prizesOf(3_000_000, 2_000_000, 1_000_000, false),
    })),
  ],
  caps: [{ over: ['prizes'], per: 'contest', max: 1 }],
};
