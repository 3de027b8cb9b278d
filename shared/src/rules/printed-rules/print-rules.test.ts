import { describe, expect, it } from 'vitest';
import type { Rules } from '../../contract/rules.ts';
import { exampleRules } from '../example-rules.ts';
import { printRules } from './print-rules.ts';

const sentences = (rules: Rules) => printRules(rules).sections.flatMap((section) => section.sentences);
const vi = (change?: (rules: Rules) => void) => sentences(exampleRules(change)).map((sentence) => sentence.vi);
const en = (change?: (rules: Rules) => void) => sentences(exampleRules(change)).map((sentence) => sentence.en);

/** Rules in which every part is in force, so that each value has a sentence to show in. */
const fullRules = () =>
  exampleRules((rules) => {
    rules.meta.rulesDecisionNo = '148/QĐ-BTC';
    rules.rounds[0]!.topics = ['du-lieu-so'];
    rules.questions.answerMode = 'several';
    rules.questions.draw = { kind: 'bank', perTopic: [{ topic: 'du-lieu-so', count: 3 }], byAudience: false };
    rules.time.questionSeconds = 60;
    rules.attempts = { ...rules.attempts, max: 3, coolDownSeconds: 90 };
    rules.eligibility = { ...rules.eligibility, ageMin: 14, ageMax: 70 };
    rules.caps = { shareOfParticipantsMax: 0.5, perPersonMax: 2 };
    const [award] = rules.prizes.collective;
    if (award?.judging.by !== 'formula') throw new Error('the example has a formula');
    award.compete.blocks = ['Khối Đảng, đoàn thể'];
    award.judging.rounds = [1, 2];
    award.judging.metrics.push({ metric: 'prizePoints', weight: 0.1, scale: 'best' });
    award.judging.filter.minRateBySize = [{ under: 50, minRate: 0.3 }];
    award.judging.filter.mandatory = [
      { name: 'Lãnh đạo', atLeast: { unit: 'persons', persons: 1 } },
      { name: 'Trưởng phòng', atLeast: { unit: 'share', share: 0.5 } },
    ];
  });

type Path = (string | number)[];
type Tree = { [key: string]: unknown };

function leavesOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]));
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
  }
  return [path];
}

const choices: Record<string, string[]> = {
  answerMode: ['one', 'several'],
  pacing: ['one-by-one', 'paper'],
  policy: ['per-round', 'per-contest'],
  counted: ['best', 'first', 'last'],
  several: ['all-or-nothing', 'share'],
  role: ['tie-break', 'qualifier'],
  missing: ['ranks-last', 'voids-entry'],
  targetBasis: ['as-closed', 'after-verification'],
  resolution: ['second', 'tenth', 'millisecond'],
  last: ['committee', 'draw', 'sudden-death'],
  names: ['masked', 'full'],
  ownScore: ['at-submit', 'after-close', 'after-publication'],
  answers: ['never', 'after-close', 'after-publication'],
  liveCounters: ['exact', 'coarse', 'hidden'],
  rank: ['FIRST', 'CONSOLATION'],
  levels: ['DISTRICT', 'COMMUNE'],
  grouping: ['level', 'block'],
  by: ['committee'],
  method: ['plain'],
  metric: ['attempts', 'winners'],
  scale: ['own', 'best'],
  ratesOver: ['contest', 'mean-of-rounds'],
  unit: ['persons', 'share'],
  purpose: ['publish-name', 'photos', 'notices', 'take-part'],
  key: ['email', 'jobTitle'],
  keys: ['registeredAt', 'startedAt'],
  audiences: ['STUDENT', 'MEMBER'],
  exclusions: ['JURY', 'VENDOR_STAFF'],
  kind: ['ALL_CORRECT_PERSONS', 'ATTEMPTS'],
};

function otherValue(path: Path, value: unknown): unknown {
  const name = path.findLast((part) => typeof part === 'string') as string;
  const other = choices[name]?.find((choice) => choice !== value);
  if (other !== undefined) return other;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value < 1 ? value / 2 : value + 1;
  if (typeof value === 'string' && name.endsWith('At')) return value.replace(':00:00+', ':30:00+');
  if (typeof value === 'string' && name.endsWith('Date')) return '2023-10-11';
  return `${String(value)}-khac`;
}

function valueAt(tree: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, part) => (node as Tree)[part as string], tree);
}

function withValue(rules: Rules, path: Path, value: unknown): Rules {
  const copy = structuredClone(rules);
  const parent = valueAt(copy, path.slice(0, -1)) as Tree;
  parent[path.at(-1) as string] = value;
  return copy;
}

/** What may change without a word changing, each with its reason. */
const silent: Record<string, string> = {
  'questions.draw.kind': 'with the rest of the draw; see the tests of a fixed set',
};

const leaves = leavesOf(fullRules()).filter(
  (path) => valueAt(fullRules(), path) !== null && !(path.join('.') in silent),
);
const nullable: Path[] = [
  ['meta', 'planNo'],
  ['meta', 'planDate'],
  ['meta', 'rulesDecisionNo'],
  ['meta', 'contact'],
  ['rounds', 0, 'publishAt'],
  ['rounds', 0, 'topics'],
  ['time', 'attemptSeconds'],
  ['time', 'questionSeconds'],
  ['prediction'],
  ['eligibility', 'ageMin'],
  ['eligibility', 'ageMax'],
  ['prizes', 'round', 0, 'amountVnd'],
  ['prizes', 'collective', 0, 'ladder', 0, 'rank'],
  ['prizes', 'collective', 0, 'ladder', 0, 'amountVnd'],
  ['prizes', 'collective', 0, 'compete', 'levels'],
  ['prizes', 'collective', 0, 'compete', 'blocks'],
  ['prizes', 'collective', 0, 'judging', 'rounds'],
  ['prizes', 'collective', 0, 'judging', 'filter', 'minRate'],
  ['caps', 'shareOfParticipantsMax'],
  ['caps', 'perPersonMax'],
];

describe('printed rules', () => {
  it('[R5] there are enough values to try', () => {
    expect(leaves.length).toBeGreaterThan(100);
  });

  it.each(leaves.map((path) => [path.join('.'), path] as const))(
    '[R5] %s shows in the printed rules',
    (_name, path) => {
      const rules = fullRules();
      const changed = withValue(rules, path, otherValue(path, valueAt(rules, path)));
      expect(printRules(changed)).not.toEqual(printRules(rules));
    },
  );

  it.each(nullable.map((path) => [path.join('.'), path] as const))('[R5] %s left out shows as well', (_name, path) => {
    const rules = fullRules();
    expect(printRules(withValue(rules, path, null))).not.toEqual(printRules(rules));
  });

  it('[R5] both languages have every sentence', () => {
    for (const rules of [fullRules(), exampleRules()]) {
      for (const sentence of sentences(rules)) {
        expect(sentence.vi).toMatch(/[.:]$/);
        expect(sentence.en).toMatch(/[.:]$/);
        expect(sentence.en.length).toBeGreaterThan(10);
        expect(sentence.en).not.toBe(sentence.vi);
        expect(`${sentence.vi}${sentence.en}`).not.toMatch(/undefined|null|NaN|\[object/);
      }
    }
  });

  it('[R5] Vietnamese is stored composed', () => {
    for (const sentence of sentences(fullRules())) expect(sentence.vi).toBe(sentence.vi.normalize('NFC'));
  });

  it('[R2] a round that closes at midnight is printed as 24 giờ of the day before', () => {
    const lines = vi((rules) => {
      rules.rounds[0]!.closesAt = '2023-10-23T00:00:00+07:00';
    });
    expect(lines).toContain(
      'Tuần thi thứ 1 (Tuần 1): từ 00 giờ 00 phút Thứ Hai, ngày 16/10/2023 đến 24 giờ 00 phút Chủ nhật, ngày 22/10/2023.',
    );
  });

  it('[R2] an instant written in another offset is printed in Vietnam’s time', () => {
    const lines = en((rules) => {
      rules.rounds[0]!.closesAt = '2023-10-22T11:00:00Z';
    });
    expect(lines.join()).toContain('until 18:00 on Sunday, 22/10/2023');
  });

  it('[T2] the grace is printed with its length, or that there is none', () => {
    expect(vi().join()).toContain('muộn không quá 0,8 giây');
    expect(en().join()).toContain('up to 0.8 seconds after the lock');
    expect(vi((rules) => (rules.time.graceMs = 0)).join()).toContain('sau thời điểm khóa không được tính');
  });

  it('[T4] the lag credit is printed with its numbers, or that it is off', () => {
    expect(vi().join()).toContain('hạn mức 400 mili giây');
    expect(vi((rules) => (rules.time.lagCredit.quotaMs = 0)).join()).toContain('không được trừ khỏi thời gian làm bài');
  });

  it('[T3] on a paper the credit is printed as given once, with the submission', () => {
    const lines = vi((rules) => (rules.questions.pacing = 'paper')).join();
    expect(lines).toContain('trừ một lần khỏi thời gian làm bài, tối đa 400 mili giây');
    expect(lines).not.toContain('sau mỗi câu trả lời, hạn mức');
  });

  it('[P1] the prediction is printed from its kind, and not at all where none is asked', () => {
    expect(vi().join()).toContain('bao nhiêu người tham gia dự thi');
    const none = printRules(exampleRules((rules) => (rules.prediction = null)));
    expect(none.sections.map(({ id }) => id)).not.toContain('prediction');
  });

  it('[L1] the ladder is printed in its order', () => {
    const lines = vi().filter((line) => line.startsWith('Tiêu chí '));
    expect(lines).toEqual([
      'Tiêu chí 1: điểm cao hơn xếp trước.',
      'Tiêu chí 2: thời gian làm bài ngắn hơn xếp trước.',
      'Tiêu chí 3: dự đoán đúng hoặc gần đúng hơn xếp trước.',
    ]);
  });

  it('[L5] amounts are printed in đồng, and left to the committee where they are not known', () => {
    expect(vi()).toContain('01 giải Nhất: 2.000.000 đồng mỗi giải.');
    expect(en()).toContain('1 × first prize: VND 2,000,000 each.');
    const open = vi((rules) => (rules.prizes.round[0]!.amountVnd = null));
    expect(open).toContain('01 giải Nhất: mức thưởng theo quyết định của Ban Tổ chức.');
  });

  it('[A12] with a single attempt the choice of one is not mentioned', () => {
    expect(vi().join()).not.toContain('Khi thi nhiều lượt');
    expect(vi((rules) => (rules.attempts.max = 2)).join()).toContain('Khi thi nhiều lượt');
  });

  it('[A1] a fixed set is printed as one, and never its questions', () => {
    const printed = JSON.stringify(
      printRules(
        exampleRules((rules) => {
          rules.questions.draw = { kind: 'fixed', questionIdsByRound: [['secret-question']] };
        }),
      ),
    );
    expect(printed).toContain('cùng một bộ câu hỏi');
    expect(printed).not.toContain('secret-question');
  });

  it('[R5] topics are printed by their titles where these are known', () => {
    const titles = new Map([['du-lieu-so', { vi: 'Dữ liệu số', en: 'Digital data' }]]);
    const printed = JSON.stringify(printRules(exampleRules(), titles));
    expect(printed).toContain('nhan-thuc-so; Dữ liệu số; dich-vu-cong');
  });

  it('[R5] sections stand in a fixed order under ids of their own', () => {
    const ids = printRules(exampleRules()).sections.map(({ id }) => id);
    expect(ids).toEqual([
      'general',
      'eligibility',
      'profile',
      'rounds',
      'questions',
      'timing',
      'attempts',
      'points',
      'prediction',
      'ladder',
      'prizes',
      'publication',
      'incidents',
      'targets',
      'complaints',
      'privacy',
    ]);
  });
});

it('[R5] collective prizes without ranks are printed as such', () => {
  const unranked = vi((rules) => {
    for (const award of rules.prizes.collective) award.ladder = [{ rank: null, count: 8, amountVnd: null }];
  });
  const [prize] = unranked.filter((sentence) => sentence.startsWith('08 '));
  expect(prize).toMatch(/^08 giải tập thể, không phân hạng: /);
});
