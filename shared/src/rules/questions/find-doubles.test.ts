import { expect, it } from 'vitest';
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
  ];
  expect(findDoubles(questions)).toEqual([
    { at: 1, of: 0, how: 'nearly' },
    { at: 3, of: 2, how: 'nearly' },
  ]);
});
