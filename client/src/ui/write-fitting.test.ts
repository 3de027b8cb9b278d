import { expect, it } from 'vitest';
import { breakLines } from './write-fitting.ts';

const letters = (text: string) => text.length;

it('[U14] a long name breaks between words, and a word wider than the line is alone on its line, whole', () => {
  expect(breakLines('Trường Phổ thông dân tộc nội trú', 16, letters)).toEqual(['Trường Phổ thông', 'dân tộc nội trú']);
  expect(breakLines('Chi-đoàn-rất-dài số 1', 8, letters)).toEqual(['Chi-đoàn-rất-dài', 'số 1']);
});
