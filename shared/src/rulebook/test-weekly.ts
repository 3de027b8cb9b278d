import type { RulebookFile } from './model/rulebook.ts';
import { label } from './test-rulebook.ts';

export type WeeklySettings = {
  firstOpensAtMs: number;
  weeks: number;
  questions: number;
  pacing: 'one-by-one' | 'paper';
  /** null: any number of attempts. */
  perRound: number | null;
  prediction: boolean;
  practice: boolean;
  liveCounters: 'exact' | 'coarse';
  /** Groups of people, as each states its own, that have a standing and a prize of their own beside the common one. */
  groups: number;
};

const weekMs = 7 * 86_400_000;
export const weeklyTopics = ['chuyen-doi-so', 'de-an-06', 'can-cuoc-vneid'];

/** For tests: weeks of a quiz with three prizes each, on questions that come with the program, as a province holds them. */
export function weeklyFile(own: Partial<WeeklySettings> & Pick<WeeklySettings, 'firstOpensAtMs'>): RulebookFile {
  const {
    firstOpensAtMs,
    weeks,
    questions,
    pacing,
    perRound,
    prediction,
    practice,
    liveCounters,
    groups,
  }: WeeklySettings = {
    ...{ weeks: 4, questions: 15, pacing: 'paper', perRound: 1, prediction: true, practice: true },
    ...{ liveCounters: 'coarse', groups: 0, ...own },
  };
  const at = (ms: number) => new Date(ms).toISOString();
  const keys = [
    { metric: 'points' as const, order: 'most' as const },
    { metric: 'elapsed' as const, order: 'least' as const },
  ];
  const ofGroups = Array.from({ length: groups }, (_, n) => ({ id: `group-${n + 1}`, label: label(`Nhóm ${n + 1}`) }));
  const by = {
    kind: 'keys' as const,
    keys: prediction ? [...keys, { metric: 'predictionError' as const, order: 'least' as const }] : keys,
  };
  return {
    version: 1,
    meta: {
      name: label('Cuộc thi trực tuyến tìm hiểu về chuyển đổi số'),
      host: label('Sở Thông tin và Truyền thông Hà Tĩnh'),
      contact: 'Tổ Thư ký Cuộc thi',
    },
    locale: { timezone: 'Asia/Ho_Chi_Minh', currency: 'VND', languages: ['vi'] },
    fields: [
      { kind: 'known', field: 'name' },
      { kind: 'known', field: 'unit' },
      ...(groups > 0 ? [{ kind: 'choice' as const, id: 'group', label: label('Nhóm'), choices: ofGroups }] : []),
    ],
    populations: [
      { id: 'everyone', label: label('Mọi người'), where: { kind: 'not', of: { kind: 'role', in: ['SECRETARIAT'] } } },
      ...ofGroups.map(({ id, label: name }) => ({
        ...{ id, label: name, where: { kind: 'field' as const, field: 'group', in: [id] } },
      })),
    ],
    rounds: [
      {
        ...{ kind: 'series', id: 'week', label: { vi: 'Tuần {n}', en: 'Week {n}' }, admits: 'everyone' },
        at: Array.from({ length: weeks }, (_, n) => ({
          opensAt: at(firstOpensAtMs + n * weekMs),
          closesAt: at(firstOpensAtMs + (n + 1) * weekMs),
        })),
        publish: { kind: 'by-hand' },
        parts: [
          {
            kind: 'quiz',
            papers: [{ for: 'everyone', draw: { kind: 'bank', topics: weeklyTopics }, count: questions }],
            pacing,
            points: { default: { right: 10 } },
          },
          ...(prediction ? [{ kind: 'prediction' as const, of: 'participants' as const, population: 'everyone' }] : []),
        ],
        ...(practice ? { practice: { topics: weeklyTopics } } : {}),
        time: { limitSeconds: 1200, graceMs: 1500, resolution: prediction ? 'second' : 'millisecond' },
        attempts: { limits: perRound === null ? [] : [{ max: perRound, per: 'round' }] },
        counted: { by: [...keys, { metric: 'submittedAt', order: 'least' }] },
      },
    ],
    standings: [
      {
        ...{ id: 'week', label: label('Xếp hạng tuần'), population: 'everyone', over: ['week'], each: 'round' },
        by,
        ties: 'committee',
      },
      ...ofGroups.map(({ id, label: name }) => ({
        ...{ id: `week-${id}`, label: name, population: id, over: ['week'], each: 'round' as const },
        ...{ by, ties: 'committee' as const },
      })),
    ],
    awards: [
      {
        ...{ id: 'prizes', label: label('Giải tuần'), from: 'week', take: { kind: 'places' } },
        prizes: [
          { label: { vi: 'giải Nhất', en: 'first prize' }, count: 1, value: { kind: 'money', amount: 2_000_000 } },
          { label: { vi: 'giải Nhì', en: 'second prize' }, count: 2, value: { kind: 'money', amount: 1_000_000 } },
          { label: { vi: 'giải Ba', en: 'third prize' }, count: 3, value: { kind: 'money', amount: 500_000 } },
        ],
      },
      ...ofGroups.map(({ id, label: name }) => ({
        ...{ id: `prizes-${id}`, label: name, from: `week-${id}`, take: { kind: 'places' as const } },
        prizes: [{ label: label('giải Nhóm'), count: 3, value: { kind: 'money' as const, amount: 300_000 } }],
      })),
    ],
    caps: [{ over: ['prizes'], per: 'contest', max: 1 }],
    publication: { names: 'masked', ownScore: 'after-close', answers: 'after-publication', liveCounters },
  };
}
