import { describe, expect, it } from 'vitest';
import type { RulebookFile } from '../model/rulebook.ts';
import { exampleFile, label } from '../test-rulebook.ts';
import en from '../words/en.json' with { type: 'json' };
import vi from '../words/vi.json' with { type: 'json' };
import { severities } from './problem.ts';
import { readRulebook } from './read-rulebook.ts';

type Change = (file: RulebookFile) => void;
/** A file from outside holds anything. */
type Anything = ReturnType<typeof JSON.parse>;

/** "code place" of everything that is found; the sum of prizes is a note that stands everywhere. */
function found(change?: Change): string[] {
  return readRulebook(exampleFile(change))
    .problems.filter(({ code }) => code !== 'sum-of-prizes')
    .map(({ code, place }) => `${code} ${place}`);
}
const week = (file: RulebookFile) => file.rounds[0] as Extract<RulebookFile['rounds'][number], { kind: 'series' }>;
const quiz = (file: RulebookFile) =>
  week(file).parts[0] as Extract<ReturnType<typeof week>['parts'][number], { kind: 'quiz' }>;
const keys = (file: RulebookFile) => (file.standings[0]!.by as { keys: Anything[] }).keys;

/** A final for the best ten of the weeks, with its own standing and prize. */
const addFinal: Change = (file) => {
  file.standings.push({
    ...file.standings[0]!,
    id: 'whole',
    each: undefined,
    by: { kind: 'keys', keys: [{ metric: 'points', fold: 'sum', order: 'most' }] },
  });
  file.populations.push({
    id: 'finalists',
    label: label('Người vào chung kết'),
    where: { kind: 'qualified', standing: 'whole', top: 10, ties: 'all' },
  });
  const { at: _at, publish, ...body } = week(file);
  file.rounds.push({
    ...body,
    ...{ kind: 'round', id: 'final', label: label('Chung kết'), admits: 'finalists', publish },
    parts: [
      { ...quiz(file), papers: [{ for: 'finalists', draw: { kind: 'bank', topics: ['chung-ket'] }, count: 10 }] },
    ],
    window: { opensAt: '2026-03-20T08:00:00+07:00', closesAt: '2026-03-20T10:00:00+07:00' },
  });
};

describe('reading a rulebook', () => {
  it('[M1] the example is accepted, and says what its prizes come to', () => {
    const { rulebook, problems } = readRulebook(exampleFile());
    expect(rulebook?.rounds).toHaveLength(1);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['sum-of-prizes', 'note']]);
    expect(problems[0]?.words.vi).toBe('Tổng giá trị giải thưởng bằng tiền: 4.000.000 VND.');
  });

  it('[M2] another version, or none, is refused before anything else', () => {
    expect(readRulebook({ ...exampleFile(), version: 2 }).problems.map(({ code }) => code)).toEqual([
      'unknown-version',
    ]);
    for (const value of [null, 7, [], {}, 'x']) {
      expect(readRulebook(value).problems.map(({ code }) => code)).toEqual(['unknown-version']);
    }
  });

  it('[M2] unknown keys, missing and wrong values are named with their places', () => {
    const broken: Anything = exampleFile();
    broken.populations[1].colour = 'red';
    broken.rounds[0].time = {};
    broken.meta.name.en = 7;
    broken.awards[0].prizes[1].count = 0;
    broken.standings[0].by.kind = 'luck';
    expect(readRulebook(broken).problems.map(({ code, place }) => `${code} ${place}`)).toEqual([
      'wrong-type meta.name.en',
      'unknown-key populations[1].colour',
      'missing rounds[0].time.limitSeconds',
      'unknown-value standings[0].by.kind',
      'too-little awards[0].prizes[1].count',
    ]);
  });

  it('[M2] ten thousand rounds are refused, listed or as a series of a thousand years', () => {
    const many = found((file) => {
      const { at: _at, ...body } = week(file);
      const window = { opensAt: '2026-03-02T00:00:00+07:00', closesAt: '2026-03-09T00:00:00+07:00' };
      file.rounds = Array.from({ length: 10_000 }, (_, i) => ({ ...body, kind: 'round', id: `r${i}`, window }));
    });
    expect(many).toEqual(['too-much rounds']);
    const years = found((file) => {
      week(file).at = {
        ...{ from: '1000-01-01', to: '2999-12-31', weekdays: [1, 2, 3, 4, 5, 6, 7] },
        hours: { opens: '08:00', closes: '09:00' },
      };
    });
    expect(years).toEqual(['too-many-rounds rounds']);
  });

  it('[M2] an id stands for one thing, and refers to what there is', () => {
    expect(found((file) => file.populations.push(file.populations[1]!))).toEqual(['same-id populations[4].id']);
    expect(found((file) => (file.standings[0]!.over = ['week-1', 'week-3']))).toEqual([
      'unknown-id standings[0].over[1]',
    ]);
    const collides: Change = (file) => {
      const { at: _at, ...body } = week(file);
      const window = { opensAt: '2026-04-02T00:00:00+07:00', closesAt: '2026-04-09T00:00:00+07:00' };
      file.rounds.push({ ...body, kind: 'round', id: 'week-2', window });
    };
    expect(found(collides)).toEqual(['same-id rounds[0].id']);
    expect(found((file) => (file.standings[0]!.population = 'nobody'))).toEqual(['unknown-id standings[0].population']);
    expect(
      found((file) => (file.populations[1]!.where = { kind: 'field', field: 'audience', in: ['soldier'] })),
    ).toEqual(['unknown-id populations[1].where.in[0]']);
    expect(found((file) => (file.populations[1]!.where = { kind: 'number', field: 'audience', min: 1 }))).toEqual([
      'unknown-id populations[1].where.field',
    ]);
  });

  it('[M2] a population that refers to itself, and a circle of stages, are refused with the circle in words', () => {
    const itself: Change = (file) => (file.populations[1]!.where = { kind: 'population', population: 'officials' });
    expect(found(itself)).toEqual(['cycle populations[1]']);
    expect(readRulebook(exampleFile(itself)).problems[0]?.words.vi).toBe(
      'Các mục tham chiếu vòng tròn: nhóm đối tượng “officials” → nhóm đối tượng “officials”.',
    );
    const stages: Change = (file) => {
      addFinal(file);
      file.standings[1]!.over = ['week', 'final'];
    };
    expect(found(stages)).toEqual(['cycle populations[4]']);
  });

  it('[M3] clauses that are not executed are refused by their own names', () => {
    const refusals: [string, (file: Anything) => void][] = [
      ['public-votes rounds[0].parts[1].kind', (file) => file.rounds[0].parts.push({ kind: 'votes' })],
      ['head-to-head rounds[0].parts[1].kind', (file) => file.rounds[0].parts.push({ kind: 'duel' })],
      ['interactive-items rounds[0].parts[1].kind', (file) => file.rounds[0].parts.push({ kind: 'interactive' })],
      ['bought-attempts rounds[0].attempts.bought', (file) => (file.rounds[0].attempts.bought = { price: 5 })],
      ['outside-channel rounds[0].channel', (file) => (file.rounds[0].channel = 'facebook')],
      ['proportional-rewards awards[0].take.kind', (file) => (file.awards[0].take.kind = 'proportional')],
      ['teams-as-entrants rounds[0].entrants', (file) => (file.rounds[0].entrants = 'classes')],
      ['teams-as-entrants rounds[0].admits', (file) => (file.rounds[0].admits = 'units')],
    ];
    for (const [expected, change] of refusals) expect(found(change)).toContain(expected);
  });

  it('[M3] [R4] what cannot be executed is an error', () => {
    const errors: [string, Change][] = [
      ['unknown-timezone locale.timezone', (file) => (file.locale.timezone = 'Asia/Hue')],
      ['unknown-currency locale.currency', (file) => (file.locale.currency = 'XQX')],
      ['window-empty rounds[0]', (file) => ((week(file).at as Anything)[1].closesAt = '2026-03-09T00:00:00+07:00')],
      [
        'published-before-close rounds[0].publish',
        (file) => (week(file).publish = { kind: 'at', instant: '2026-03-10T00:00:00Z' }),
      ],
      ['part-twice rounds[0].parts', (file) => week(file).parts.push(quiz(file))],
      ['limit-twice rounds[0].attempts.limits', (file) => week(file).attempts.limits.push({ max: 3, per: 'round' })],
      [
        'fixed-count rounds[0].parts[0].papers[0]',
        (file) => (quiz(file).papers[0]!.draw = { kind: 'fixed', questionIds: ['a'] }),
      ],
      [
        'quotas-too-large rounds[0].parts[0].papers[0]',
        (file) =>
          (quiz(file).papers[0]!.draw = { kind: 'bank', topics: ['luat'], perLevel: [{ level: 'a', count: 11 }] }),
      ],
      ['seconds-need-one-by-one rounds[0].parts[0]', (file) => (quiz(file).questionSeconds = 30)],
      [
        'share-and-minus rounds[0].parts[0]',
        (file) => (quiz(file).points = { default: { right: 3, wrong: -1 }, several: 'share' }),
      ],
      [
        'bounds-crossed rounds[0].parts[1].columns[0]',
        (file) =>
          week(file).parts.push({
            kind: 'table',
            columns: [{ id: 'essay', label: label('Bài viết'), min: 5, max: 1 }],
          }),
      ],
      [
        'population-empty populations[1].where',
        (file) =>
          (file.populations[1]!.where = {
            kind: 'all',
            of: [
              { kind: 'age', min: 30 },
              { kind: 'age', max: 18 },
            ],
          }),
      ],
      ['population-of-units populations[3].where', (file) => (file.populations[3]!.where = { kind: 'age', min: 30 })],
      ['metric-without-part standings[0].by.keys[0]', (file) => (keys(file)[0].metric = 'predictionError')],
      ['metric-incomplete standings[0].by.keys[0]', (file) => (keys(file)[0].level = 'hard')],
      ['fold-needed standings[0].by.keys[0]', (file) => (file.standings[0]!.each = undefined)],
      ['no-tie-rule awards[0].from', (file) => (file.standings[0]!.ties = undefined)],
      ['prize-count awards[0].prizes', (file) => (file.awards[0]!.take = { kind: 'all' })],
      ['cap-empty caps[0]', (file) => (file.caps = [{ over: ['prizes'], per: 'contest' }])],
    ];
    for (const [expected, change] of errors) {
      expect(readRulebook(exampleFile(change)).rulebook, expected).toBeNull();
      expect(found(change)).toContain(expected);
    }
  });

  it('[M3] a round that admits nobody, a standing over nobody, a stage that opens too early or has no rule for equals', () => {
    const nobody: Change = (file) => {
      file.populations[0]!.where = { kind: 'field', field: 'audience', in: ['citizen'] };
      week(file).admits = 'officials';
    };
    expect(found(nobody)).toContain('round-admits-nobody rounds[0].admits');
    expect(found(nobody)).toContain('standing-over-nobody standings[0]');
    const apart: Change = (file) => {
      week(file).admits = 'officials';
      file.standings[0]!.population = 'citizens';
    };
    expect(found(apart)).toEqual(['standing-over-nobody standings[0]']);
    expect(found(addFinal)).toEqual([]);
    const early: Change = (file) => {
      addFinal(file);
      (file.rounds[1] as Anything).window.opensAt = '2026-03-15T08:00:00+07:00';
    };
    expect(found(early)).toEqual(['stage-too-early rounds[1].window']);
    const open: Change = (file) => {
      addFinal(file);
      file.standings[1]!.ties = 'shared';
      (file.populations[4]!.where as Anything).ties = 'decide';
    };
    expect(found(open)).toEqual(['stage-without-tie-rule populations[4].where']);
  });

  it('[M3] [R4] what will surprise somebody is a warning, and stops nothing', () => {
    const warnings: [string, Change][] = [
      ['paper-may-be-missing rounds[0].parts[0].papers', (file) => (quiz(file).papers[0]!.for = 'officials')],
      ['seconds-below-reading rounds[0].parts[0].papers[0]', (file) => (week(file).time.limitSeconds = 50)],
      ['answers-while-drawn rounds[0]', (file) => (file.publication!.answers = 'after-close')],
      [
        'prediction-movable rounds[0].parts[1]',
        (file) => week(file).parts.push({ kind: 'prediction', of: 'attempts', population: 'own' }),
      ],
      ['key-never-decides standings[0].by.keys[2]', (file) => keys(file).push({ metric: 'allRight', order: 'most' })],
      [
        'key-never-decides standings[0].by.keys[2]',
        (file) => {
          week(file).time.resolution = 'millisecond';
          keys(file).push({ metric: 'submittedAt', order: 'least' });
        },
      ],
      [
        'key-never-decides standings[0].by.keys[2]',
        (file) => {
          week(file).attempts.limits = [{ max: 1, per: 'round' }];
          keys(file).push({ metric: 'attempts', order: 'least' });
        },
      ],
      ['no-cap-over-rounds awards[0]', (file) => (file.caps = [])],
      ['no-cap-between awards[0]', (file) => file.awards.push({ ...file.awards[0]!, id: 'more' })],
      ['highest-over-time caps[0]', (file) => (file.caps![0]!.keep = 'highest')],
    ];
    for (const [expected, change] of warnings) {
      expect(readRulebook(exampleFile(change)).rulebook, expected).not.toBeNull();
      expect(found(change).join(), expected).toContain(expected);
    }
  });

  it('[M3] two papers that reach everybody together leave nobody without one', () => {
    const change: Change = (file) => {
      file.populations[0]!.where = {
        kind: 'any',
        of: [
          { kind: 'population', population: 'officials' },
          { kind: 'population', population: 'citizens' },
        ],
      };
      const [paper] = quiz(file).papers;
      quiz(file).papers = [
        { ...paper!, for: 'officials' },
        { ...paper!, for: 'citizens' },
      ];
    };
    expect(found(change)).toEqual([]);
  });

  it('[M2] every problem has a sentence in both languages, with the same values', () => {
    const codes = Object.keys(severities).sort();
    expect(Object.keys(vi.problems).sort()).toEqual(codes);
    expect(Object.keys(en.problems).sort()).toEqual(codes);
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [code, text] of Object.entries(vi.problems)) {
      expect(places(text), code).toEqual(places((en.problems as Record<string, string>)[code] ?? ''));
    }
  });
});
