import { drawnAs, type PastedBlock, type PastedLine } from '@hoithi/shared/contract/question-paste';
import { describe, expect, it } from 'vitest';
import { readPastedQuestions } from '../read-question-file.ts';

const order = { name: '', convert: null, today: '2026-03-01', shuffled: true };
const line = (...pieces: (string | [string, number])[]): PastedLine => ({
  pieces: pieces.map((piece) =>
    typeof piece === 'string' ? { text: piece, drawn: 0 } : { text: piece[0], drawn: piece[1] },
  ),
  gap: false,
  pictures: 0,
});
async function read(blocks: PastedBlock[]) {
  const { questions, problems } = await readPastedQuestions({ kind: 'blocks', blocks }, order);
  return {
    questions: questions.map((each) => [each.text, 'right' in each ? each.right.join() : each.kind]),
    problems: problems.map(({ line: at, reason }) => `${at} ${reason}`),
  };
}

describe('questions that were pasted', () => {
  it('[Q16] the right option is the one that is drawn as no other, bold words of the question mean nothing', async () => {
    const { underline, bold, colour } = drawnAs;
    expect(
      await read([
        line(['Câu 1. ', bold], 'Ai cấp căn cước?'),
        line('A. Bưu điện'),
        line(['B.', underline], ' Công an'),
        line('C. Ngân hàng'),
        line('Câu 2. Màu gì?'),
        line('A. Xanh'),
        line('B. Vàng'),
        line(['C. Đỏ', colour]),
      ]),
    ).toEqual({
      questions: [
        ['Ai cấp căn cước?', 'b'],
        ['Màu gì?', 'c'],
      ],
      problems: [],
    });
  });

  it('[Q16] options in a table, a key in a table below, and a picture that is left out', async () => {
    const cells = (...texts: string[]) => texts.map((text) => [line(text)]);
    expect(
      await read([
        { ...line('Câu 1. Hình gì?'), pictures: 1 },
        { rows: [cells('A. Tròn', 'B. Vuông'), cells('C. Sao', 'D. Thoi')] },
        line('Câu 2. Số nào chẵn?'),
        line('A. 1\tB. 2\tC. 3\tD. 5'),
        line('ĐÁP ÁN'),
        { rows: [cells('Câu', '1', '2'), cells('Đáp án', 'C', 'B')] },
      ]),
    ).toEqual({
      questions: [
        ['Hình gì?', 'c'],
        ['Số nào chẵn?', 'b'],
      ],
      problems: ['1 picture_left_out'],
    });
  });

  it('[Q9] text typed for an old font is converted when somebody says so, its marks with it', async () => {
    const blocks = [
      line('C©u 1. C¬ quan nµo cÊp thÎ c¨n c­íc?'),
      line('A. Ng©n hµng'),
      line(['B. C«ng an nh©n d©n', drawnAs.bold]),
    ];
    expect((await read(blocks)).problems).toEqual(['0 old_font']);
    const { questions } = await readPastedQuestions({ kind: 'blocks', blocks }, { ...order, convert: 'tcvn3' });
    expect(questions).toMatchObject([{ text: 'Cơ quan nào cấp thẻ căn cước?', right: ['b'] }]);
  });

  it('[Q16] plain text is read as a file of text is', async () => {
    const text = 'Câu 1. Ai?\nA. Một\n*B. Hai\n';
    const { questions } = await readPastedQuestions({ kind: 'text', text }, order);
    expect(questions).toMatchObject([{ text: 'Ai?', right: ['b'] }]);
  });
});
