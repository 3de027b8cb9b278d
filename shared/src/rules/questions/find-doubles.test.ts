import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldText } from '../fold.ts';
import { findDoubles } from './find-doubles.ts';

const asked = (text: string, ...options: string[]) => ({ text, options: options.map((each) => ({ text: each })) });

it('[Q6] the same text and options, in any order, marks and case, are the same question', () => {
  const questions = [
    asked('Ai được cấp căn cước?', 'Công dân', 'Pháp nhân'),
    asked('Cơ quan nào cấp thẻ?', 'Công an', 'Thuế'),
    asked('AI ĐƯỢC CẤP CĂN CƯỚC', 'pháp nhân', 'Công dân.'),
  ];
  expect(findDoubles(questions)).toEqual([{ at: 2, of: 0, how: 'same' }]);
});

it('[Q6] the same text with other options, or nearly the same text, is to be compared by a person', () => {
  const long = 'Theo Luật Căn cước năm 2023 thì người từ đủ bao nhiêu tuổi phải làm thủ tục cấp thẻ căn cước lần đầu';
  const questions = [
    asked('Khẳng định nào đúng?', 'Một', 'Hai'),
    asked('Khẳng định nào đúng', 'Ba', 'Bốn'),
    asked(`${long}?`, '14', '16'),
    asked(`${long} này?`, '14', '16'),
    asked('Theo Luật Viễn thông thì doanh nghiệp phải làm gì?', '14', '16'),
    asked('Ai?', 'An', 'Bình'),
    asked('Ai', 'Cúc', 'Dũng'),
  ];
  expect(findDoubles(questions)).toEqual([
    { at: 1, of: 0, how: 'nearly' },
    { at: 3, of: 2, how: 'nearly' },
    { at: 6, of: 5, how: 'nearly' },
  ]);
});

const words = ['luat', 'can', 'cuoc', 'nam', 'nao', 'sau', 'day', 'dung', 'quy', 'dinh', 'ai', 'gi'];
const sentence = fc.array(fc.constantFrom(...words), { minLength: 10, maxLength: 24 });
/** One sentence and copies of it in which a word or a few were replaced: many of them near the bound. */
const texts = fc
  .tuple(
    sentence,
    fc.array(fc.array(fc.tuple(fc.nat(23), fc.constantFrom(...words)), { maxLength: 3 }), {
      minLength: 1,
      maxLength: 10,
    }),
  )
  .map(([base, changes]) =>
    [[], ...changes].map((each) => base.map((word, at) => each.find(([place]) => place === at)?.[1] ?? word).join(' ')),
  );

it('[Q6] no pair that shares four fifths is missed, and none that shares less is named', () => {
  const pairs = (text: string) => {
    const all = foldText(text).split(' ');
    return new Set(all.slice(1).map((word, at) => `${all[at]} ${word}`));
  };
  const isNear = (a: string, b: string) => {
    const [one, two] = [pairs(a), pairs(b)];
    const shared = [...one].filter((pair) => two.has(pair)).length;
    return shared / (one.size + two.size - shared) >= 0.8;
  };
  fc.assert(
    fc.property(texts, (all) => {
      const found = findDoubles(all.map((text) => asked(text)));
      const expected = all.flatMap((text, at) =>
        all.slice(0, at).some((other) => other === text || isNear(other, text)) ? [at] : [],
      );
      expect(found.map((each) => each.at)).toEqual(expected);
      for (const { at, of } of found) expect(all[of] === all[at] || isNear(all[of] ?? '', all[at] ?? '')).toBe(true);
    }),
    { seed: 18, numRuns: 300 },
  );
});
