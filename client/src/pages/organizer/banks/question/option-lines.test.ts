import { drawnAs, type PastedLine } from '@hoithi/shared/contract/question-paste';
import { expect, it } from 'vitest';
import { optionsOfLines, questionOfLines } from './option-lines.ts';

const line = (text: string, drawn = 0): PastedLine => ({ pieces: [{ text, drawn }], gap: false, pictures: 0 });
const written = (lines: PastedLine[]) => optionsOfLines(lines).map(({ text, right }) => (right ? `*${text}` : text));

it('[Q16] options pasted as lines lose their letters; a star, or a line drawn as not all are, is right', () => {
  expect(written(['A. Một', '*B. Hai', 'C) Ba', ''].map((text) => line(text)))).toEqual(['Một', '*Hai', 'Ba']);
  expect(written([line('Một'), line('Hai *'), line('Ba')])).toEqual(['Một', '*Hai', 'Ba']);
  expect(written([line('Một', drawnAs.bold), line('Hai', drawnAs.bold | drawnAs.underline)])).toEqual(['Một', '*Hai']);
  expect(written([line('Một', drawnAs.bold), line('Hai', drawnAs.bold)])).toEqual(['Một', 'Hai']);
  expect(written([line('A. Một\tB. Hai\t*C. Ba')])).toEqual(['Một', 'Hai', '*Ba']);
});

it('[Q16] a whole question is divided at its first option; without letters it is a text', () => {
  const lines = ['Câu 12. Ai cấp', 'căn cước?', 'A. Bưu điện', 'B. Công an'].map((text) => line(text));
  lines[3] = line('B. Công an', drawnAs.underline);
  expect(questionOfLines(lines)).toEqual({
    text: 'Ai cấp căn cước?',
    options: [
      { text: 'Bưu điện', right: false },
      { text: 'Công an', right: true },
    ],
  });
  expect(questionOfLines([line('Năm 2022. có gì?'), line('Một dòng nữa')])).toBeNull();
});
