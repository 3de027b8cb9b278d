import { expect, it } from 'vitest';
import { problemsOf, questionsOf, readFileOf } from '../test-read.ts';
import { readQuestionColumn } from './question-columns.ts';
import { readAnswerCell } from './read-answer-cell.ts';

const read = (...rows: string[]) => readFileOf(rows.join('\n'), 'q.csv');

it.each([
  ['Question - max 120 characters', 'text'],
  ['Nội dung câu hỏi', 'text'],
  ['Answer 3 - max 75 characters', 'c'],
  ['Phương án B', 'b'],
  ['Đáp án 4', 'd'],
  ['f', 'f'],
  ['Đáp án', 'right'],
  ['Correct answer(s) - choose at least one', 'right'],
  ['Đáp án sai 2', 'wrong:2'],
  ['Time limit (sec) – 5, 10', 'seconds'],
  ['Căn cứ pháp lý', 'document'],
  ['Câu hỏi [en]', 'en:text'],
  ['Phương án A (en)', 'en:a'],
  ['Ghi chú', null],
  ['7', null],
])('[Q8] the header %s is the column %s', (header, column) => {
  expect(readQuestionColumn(header)).toBe(column);
});

it.each([
  ['A', [0]],
  ['b.', [1]],
  ['Đáp án C', [2]],
  ['A, C', [0, 2]],
  ['AC', [0, 2]],
  ['a và d', [0, 3]],
  ['1.3', [0, 2]],
  ['1,3', [0, 2]],
  ['Hà nội', [0]],
  ['Hà Nội; Huế', [0, 1]],
])('[Q8] the answer %s names its options', (cell, right) => {
  expect(readAnswerCell(cell, ['Hà Nội', 'Huế', 'Đà Nẵng', 'Cần Thơ'])).toEqual({ right: new Set(right) });
});

it('[Q8] an answer that can be read in two ways, names an empty option or none is refused', () => {
  expect(readAnswerCell('2', ['2', '3', '4', '5'])).toEqual({ problem: 'answer_ambiguous' });
  expect(readAnswerCell('2', ['1', '2', '3', '4'])).toEqual({ right: new Set([1]) });
  expect(readAnswerCell('C', ['Có', 'Không', '', ''])).toEqual({ problem: 'answer_unknown' });
  expect(readAnswerCell('Lào', ['Có', 'Không'])).toEqual({ problem: 'answer_unknown' });
  expect(readAnswerCell(' ', ['Có', 'Không'])).toEqual({ problem: 'answer_missing' });
});

it('[Q8] every kind and everything that stands beside a question', async () => {
  const file = await read(
    'Mã câu hỏi;Loại câu hỏi;Câu hỏi;A;B;C;Đáp án;Sai số;Mức độ;Đối tượng;Nhãn;Căn cứ;Điều, khoản;Ngày văn bản;Thời gian;Thi thử;Câu hỏi [en];A [en];B [en];C [en]',
    'c-1;;Hỏi một?;X1;Y1;Z1;B;;Thông hiểu;Cán bộ, công chức, viên chức; luật, mới;Luật A;Điều 5;20/11/2014;30 giây;x;One?;x;y;z',
    'c-2;Điền số;Hỏi hai?;;;;1.234,5;0,5;khó;;;;;;;;;;;',
    'c-3;Sắp xếp;Hỏi ba?;X1;Y1;Z1;C, A, B;;;;;;;;;;;;;',
    'c-4;Trả lời ngắn;Hỏi bốn?;;;;Huế; ;;;;;;;;;;;;',
    'c-5;;Hỏi năm?;;;;Sai;;;;;;;;;;;;;',
    'c-6;Nối cột;Hỏi sáu?;X1;Y1;;A;;;;;;;;;;;;;',
    'c-7;;Hỏi bảy?;X1;Y1;;A;;lạ;Người ngoài;;;;31/02/2020;lâu;;Seven?;x;;',
  );
  expect(questionsOf(file)).toEqual([
    '2 one Hỏi một?: X1 | *Y1 | Z1',
    '3 number Hỏi hai?: 1234.5 ± 0.5',
    '4 order Hỏi ba?: Z1 > X1 > Y1',
    '5 text Hỏi bốn?: Huế',
    '6 true-false Hỏi năm?: Đúng | *Sai',
    '8 one Hỏi bảy?: *X1 | Y1',
  ]);
  expect(file.questions[0]).toMatchObject({
    id: 'c-1',
    difficulty: 2,
    audiences: ['OFFICIAL'],
    tags: ['luật', 'mới'],
    source: { document: 'Luật A', clause: 'Điều 5', date: '2014-11-20', validTo: null },
    seconds: 30,
    practiceOnly: true,
    translations: { en: { text: 'One?', options: { a: 'x', b: 'y', c: 'z' } } },
  });
  expect(problemsOf(file)).toEqual([
    '7 kind_unsupported Nối cột',
    '8 difficulty_unknown lạ',
    '8 audience_unknown Người ngoài',
    '8 seconds_invalid lâu',
    '8 date_invalid 31/02/2020',
    '8 translation_incomplete en',
  ]);
});

it('[Q8] topics as rows, titles above the header, unknown columns, and a table without a header', async () => {
  const file = await read(
    'BỘ CÂU HỎI THI;;;;',
    ';;;;',
    'STT;Câu hỏi;A;B;Đáp án;Người soạn',
    ';Chủ đề 1. Luật;;;;',
    '1;Hỏi một?;X1;Y1;A;An',
    ';Chủ đề 2. Kỹ năng;;;;',
    '2;Hỏi hai?;X1;Y1;B;Bình',
  );
  expect(file.questions.map(({ line, topic }) => [line, topic])).toEqual([
    [5, 'Chủ đề 1. Luật'],
    [7, 'Chủ đề 2. Kỹ năng'],
  ]);
  expect(problemsOf(file)).toEqual(['0 column_unknown Người soạn']);
  expect(problemsOf(await read('Tên;Tuổi', 'An;5'))).toEqual(['0 header_missing']);
});

it('[Q9] a table of TCVN3 is named, and read once it is to be converted', async () => {
  const typed = Buffer.from('C©u hái;A;B;§¸p ¸n\nC¬ quan nµo cÊp thÎ c¨n c­íc?;C«ng an;B­u ®iÖn;A\n', 'latin1');
  expect(problemsOf(await readFileOf(typed, 'q.csv'))).toEqual(['0 old_font tcvn3']);
  const file = await readFileOf(typed, 'q.csv', 'tcvn3');
  expect(questionsOf(file)).toEqual(['2 one Cơ quan nào cấp thẻ căn cước?: *Công an | Bưu điện']);
  const asUtf8 = Buffer.from(typed.toString('latin1'));
  expect(problemsOf(await readFileOf(asUtf8, 'q.csv'))).toEqual(['0 old_font tcvn3']);
  expect(questionsOf(await readFileOf(asUtf8, 'q.csv', 'tcvn3'))).toHaveLength(1);
});

it('[Q8] the answers of a sheet that states lengths, as Kahoot does, are places alone', async () => {
  const header = (question: string) => `${question};Answer 1;Answer 2;Answer 3;Answer 4;Correct answer(s)`;
  const kahoot = await read(header('Question - max 120 characters'), 'Bao nhiêu?;3;2;1;4;3');
  expect(questionsOf(kahoot)).toEqual(['2 one Bao nhiêu?: 3 | 2 | *1 | 4']);
  expect(problemsOf(await read(header('Question'), 'Bao nhiêu?;3;2;1;4;3'))).toEqual(['2 answer_ambiguous 3']);
});

it('[Q8] a seventh option is reported as one too many', async () => {
  const file = await read('Câu hỏi;A;B;C;D;E;F;G;Đáp án', 'Hỏi?;1a;2a;3a;4a;5a;6a;7a;A');
  expect(problemsOf(file)).toEqual(['2 options_too_many 7']);
});
