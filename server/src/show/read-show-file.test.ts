import { describe, expect, it } from 'vitest';
import { testQuestion, testShow } from '../../test/scripted-show.ts';
import { readShowFile } from './read-show-file.ts';

const none = new Map();
const pretty = (value: unknown) => JSON.stringify(value, null, 2);
const problemsOf = (text: string, bank = none) => {
  const read = readShowFile(text, bank);
  if (read.ok || read.refusal.code !== 'show_file_invalid') return [];
  return read.refusal.problems;
};
const shown = (cues: readonly unknown[], rules = {}) => JSON.parse(testShow(cues, rules));

describe('reading a show file', () => {
  it('[H1] a whole one is read, its defaults filled in', () => {
    const read = readShowFile(`\uFEFF${testShow([testQuestion('mot')])}`, none);
    expect(read).toMatchObject({ ok: true, value: { rules: { mode: 'speed', timeStepMs: 100, openingLeadMs: 1200 } } });
  });
  it('[H1] broken JSON is refused with its line', () => {
    const text = pretty(shown([testQuestion('mot')])).replace('"seconds": 20,', '"seconds": 20');
    const line = text.split('\n').findIndex((each) => each.includes('"seconds": 20')) + 1;
    const [problem] = problemsOf(text);
    expect(problem?.reason.vi).toContain('JSON');
    expect(problem?.line).toBeGreaterThanOrEqual(line);
    expect(problem?.line).toBeLessThanOrEqual(line + 1);
    expect(problemsOf('')).not.toEqual([]);
  });
  it('[H1] a wrong value is refused with line, place and reason', () => {
    const text = pretty(shown([{ ...testQuestion('mot'), seconds: 2 }]));
    const line = text.split('\n').findIndex((each) => each.includes('"seconds": 2')) + 1;
    expect(problemsOf(text)).toMatchObject([{ line, place: 'cues[1].seconds' }]);
  });
  it('[H1] a right option that is not there, questions twice, an end that is not the end, all at once', () => {
    const wrong = testQuestion('mot');
    expect(problemsOf(pretty(shown([{ ...wrong, question: { ...wrong.question, right: 'z' } }])))).toHaveLength(1);
    const twice = problemsOf(pretty(shown([wrong, wrong, { kind: 'end', title: { vi: 'a', en: 'a' } }])));
    expect(twice.map((problem) => problem.place)).toEqual(['cues', 'cues[2].question']);
  });
  it('[H1] cues that do not fit the rules are refused', () => {
    const rescue = { kind: 'rescue', title: { vi: 'a', en: 'a' } };
    const places = problemsOf(
      pretty(shown([rescue, { kind: 'board', of: 'teams' }], { freezeFromQuestion: 2, voidIfNobodyRight: true })),
    ).map((problem) => problem.place);
    expect(places).toEqual(['rules.freezeFromQuestion', 'rules.voidIfNobodyRight', 'cues[1].kind', 'cues[2].of']);
  });
  it('[H1] [H26] a question of the bank must be there, with a key that fits its kind, and fit the screen', () => {
    const cue = { kind: 'question', seconds: 10, question: { bank: 'cau-01' } };
    const inBank = {
      ...testQuestion('cau-01').question,
      kind: 'one',
      right: ['b'],
      source: null,
      media: [],
      translations: {},
    };
    const ask = (bank: Map<string, unknown>) => problemsOf(pretty(shown([cue])), bank as never);
    expect(ask(new Map())).toHaveLength(1);
    expect(ask(new Map([['cau-01', { ...inBank, right: [] }]]))).toHaveLength(1);
    expect(ask(new Map([['cau-01', { ...inBank, kind: 'several', right: ['a', 'b'] }]]))).toEqual([]);
    expect(ask(new Map([['cau-01', { ...inBank, text: 'dài '.repeat(150) }]]))).toHaveLength(1);
    expect(ask(new Map([['cau-01', inBank]]))).toEqual([]);
  });
  it('[H1] a question needs neither explanation nor source', () => {
    const { explanation: _explanation, source: _source, ...question } = testQuestion('mot').question;
    expect(readShowFile(pretty(shown([{ ...testQuestion('mot'), question }])), none)).toMatchObject({ ok: true });
  });
  it.each([
    [
      'a kind that is not there',
      { ...testQuestion('mot'), kind: 'quiz' },
      'cues[1].kind',
      ['"quiz"', 'sudden-death'],
      ['"quiz"', 'participation'],
    ],
    ['no kind', { seconds: 10 }, 'cues[1].kind', ['Thiếu "kind"', 'lobby'], ['"kind" is missing', 'lobby']],
    [
      'no seconds',
      { kind: 'question', question: testQuestion('mot').question },
      'cues[1].seconds',
      ['Thiếu "seconds"', '5 đến 300'],
      ['"seconds" is missing', '5 to 300'],
    ],
    [
      'seconds as text',
      { ...testQuestion('mot'), seconds: '20' },
      'cues[1].seconds',
      ['"seconds"', 'số nguyên'],
      ['"seconds"', 'whole number'],
    ],
    [
      'a question without a text',
      { ...testQuestion('mot'), question: { ...testQuestion('mot').question, text: undefined } },
      'cues[1].question.text',
      ['Thiếu "text"', '5 đến 400'],
      ['"text" is missing', '5 to 400'],
    ],
    [
      'a question by nothing',
      { ...testQuestion('mot'), question: { bnk: 'x' } },
      'cues[1].question',
      ['"bank"'],
      ['"bank"'],
    ],
    [
      'a title in one language',
      { kind: 'text', title: { vi: 'Chào' } },
      'cues[1].title.en',
      ['Thiếu "en"'],
      ['"en" is missing'],
    ],
    [
      'an option that is too long',
      {
        ...testQuestion('mot'),
        question: {
          ...testQuestion('mot').question,
          options: [
            { id: 'a', text: 'x'.repeat(161) },
            { id: 'b', text: 'y' },
          ],
        },
      },
      'cues[1].question.options[0].text',
      ['1 đến 160'],
      ['1 to 160'],
    ],
    [
      'a right option that is not there',
      { ...testQuestion('mot'), question: { ...testQuestion('mot').question, right: 'z' } },
      'cues[1].question.right',
      ['"right"'],
      ['"right"'],
    ],
  ])(
    '[H1] %s is refused with the field, the line and what to write, in both languages',
    (_name, cue, place, vi, en) => {
      const [problem, ...others] = problemsOf(pretty(shown([cue])));
      expect(others).toEqual([]);
      expect(problem?.place).toBe(place);
      expect(problem?.line).toBeGreaterThan(1);
      for (const word of vi) expect(problem?.reason.vi).toContain(word);
      for (const word of en) expect(problem?.reason.en).toContain(word);
      expect(problem?.reason.vi).not.toMatch(/expected|string|undefined|Dữ liệu đầu vào/);
    },
  );
  it('[H1] a picture of another kind, or too large, is refused as such', () => {
    const text = (picture: string) =>
      problemsOf(pretty(shown([{ kind: 'text', title: { vi: 'a', en: 'a' }, picture }])));
    expect(text('data:image/svg+xml;base64,AAAA')[0]?.reason.vi).toContain('PNG');
    expect(text(`data:image/png;base64,${'A'.repeat(2_800_001)}`)[0]?.reason.en).toContain('2 MB');
    expect(text('data:image/png;base64,iVBORw0KGgo=')).toEqual([]);
  });
  it('[H1] [W21] a file nested beyond any show is refused with its line; brackets in texts are texts', () => {
    for (const text of ['['.repeat(5_000_000), `\n${'{"a":'.repeat(300_000)}`])
      expect(problemsOf(text)).toEqual([
        {
          line: text.startsWith('\n') ? 2 : 1,
          place: '',
          reason: { vi: 'Lồng quá 30 cấp.', en: 'Nested deeper than 30 levels.' },
        },
      ]);
    const title = { vi: '['.repeat(90), en: '{"\\'.repeat(20) };
    expect(problemsOf(pretty(shown([{ kind: 'text', title }])))).toEqual([]);
  });
});
