import type { Rulebook, RulebookFile } from './model/rulebook.ts';
import { readRulebook } from './read/read-rulebook.ts';

/** Both languages at once, where a test does not care. */
export const label = (text: string) => ({ vi: text, en: text });

/** A small weekly contest: two weeks, everybody, points then time, three prizes a week. A test changes its own copy. */
export function exampleFile(change?: (file: RulebookFile) => void): RulebookFile {
  const file: RulebookFile = {
    version: 1,
    meta: { name: label('Cuộc thi'), host: label('Ban Tổ chức') },
    locale: { timezone: 'Asia/Ho_Chi_Minh', currency: 'VND', languages: ['vi'] },
    fields: [
      { kind: 'known', field: 'name' },
      { kind: 'known', field: 'unit' },
      {
        kind: 'choice',
        id: 'audience',
        label: label('Đối tượng'),
        choices: [
          { id: 'official', label: label('Cán bộ') },
          { id: 'citizen', label: label('Người dân') },
        ],
      },
      { kind: 'number', id: 'grade', label: label('Lớp'), min: 1, max: 12 },
    ],
    populations: [
      { id: 'everyone', label: label('Mọi người'), where: { kind: 'not', of: { kind: 'role', in: ['JURY'] } } },
      { id: 'officials', label: label('Cán bộ'), where: { kind: 'field', field: 'audience', in: ['official'] } },
      { id: 'citizens', label: label('Người dân'), where: { kind: 'field', field: 'audience', in: ['citizen'] } },
      { id: 'units', label: label('Đơn vị'), of: 'units', where: { kind: 'unit', levels: ['AGENCY'] } },
    ],
    rounds: [
      {
        kind: 'series',
        id: 'week',
        label: label('Tuần {n}'),
        admits: 'everyone',
        at: [
          { opensAt: '2026-03-02T00:00:00+07:00', closesAt: '2026-03-09T00:00:00+07:00' },
          { opensAt: '2026-03-09T00:00:00+07:00', closesAt: '2026-03-16T00:00:00+07:00' },
        ],
        publish: { kind: 'by-hand' },
        parts: [
          {
            kind: 'quiz',
            papers: [{ for: 'everyone', draw: { kind: 'bank', topics: ['luat'] }, count: 10 }],
            pacing: 'paper',
            points: { default: { right: 1 } },
          },
        ],
        time: { limitSeconds: 600 },
        attempts: { limits: [{ max: 2, per: 'round' }] },
        counted: {
          by: [
            { metric: 'points', order: 'most' },
            { metric: 'elapsed', order: 'least' },
          ],
        },
      },
    ],
    standings: [
      {
        id: 'week',
        label: label('Bảng tuần'),
        population: 'everyone',
        over: ['week'],
        each: 'round',
        by: {
          kind: 'keys',
          keys: [
            { metric: 'points', order: 'most' },
            { metric: 'elapsed', order: 'least' },
          ],
        },
        ties: 'committee',
      },
    ],
    awards: [
      {
        id: 'prizes',
        label: label('Giải tuần'),
        from: 'week',
        take: { kind: 'places' },
        prizes: [
          { label: label('giải Nhất'), count: 1, value: { kind: 'money', amount: 1_000_000 } },
          { label: label('giải Nhì'), count: 2, value: { kind: 'money', amount: 500_000 } },
        ],
      },
    ],
    caps: [{ over: ['prizes'], per: 'contest', max: 1 }],
    publication: { names: 'masked', ownScore: 'after-close', answers: 'never', liveCounters: 'coarse' },
  };
  change?.(file);
  return file;
}

/** The same as it is executed. */
export function exampleRulebook(change?: (file: RulebookFile) => void): Rulebook {
  const { rulebook, problems } = readRulebook(exampleFile(change));
  if (rulebook === null) throw new Error(JSON.stringify(problems, null, 1));
  return rulebook;
}
