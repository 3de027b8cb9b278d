import { expect, it } from 'vitest';
import { problemsOf, questionsOf, readFileOf } from '../test-read.ts';

const read = (...lines: string[]) => readFileOf(lines.join('\n'), 'q.txt');

it('[Q8] options on lines of their own, side by side, and behind the question', async () => {
  const file = await read(
    'ĐỀ THI TÌM HIỂU PHÁP LUẬT',
    'Câu 1. Hỏi một?',
    '*A. Một',
    'B. Hai',
    'Câu 2: Hỏi hai?',
    'A. Một\tB. Hai*',
    'C. Ba\tD. Bốn',
    'Câu 3 (TH). Hỏi ba? A. Một  B. Hai  C. Ba (đúng)',
    'Câu 4) Theo A. Nguyễn, hỏi gì?',
    'a) Một',
    'b) Hai',
    'Đáp án: b',
  );
  expect(questionsOf(file)).toEqual([
    '2 one Hỏi một?: *Một | Hai',
    '5 one Hỏi hai?: Một | *Hai | Ba | Bốn',
    '8 one Hỏi ba?: Một | Hai | *Ba',
    '9 one Theo A. Nguyễn, hỏi gì?: Một | *Hai',
  ]);
  expect(file.questions.map((each) => each.difficulty)).toEqual([null, null, 2, null]);
  expect(problemsOf(file)).toEqual([]);
});

it('[Q8] a key at the end, explanations and sources below a question, topics above several', async () => {
  const file = await read(
    'Chủ đề 1: Luật',
    '1. Hỏi một?',
    'A. Một',
    'B. Hai, xem vitamin B. và C. nữa',
    'C. Ba',
    'Giải thích: Vì vậy',
    'và vì thế.',
    'Căn cứ: Luật số 20/2023/QH15',
    'Chủ đề 2: Kỹ năng',
    '2. Hỏi hai?',
    'A. Một',
    'B. Hai',
    'Mức độ: Vận dụng',
    'BẢNG ĐÁP ÁN',
    '1.B 2-A',
  );
  expect(questionsOf(file)).toEqual([
    '2 one Hỏi một?: Một | *Hai, xem vitamin B. và C. nữa | Ba',
    '10 one Hỏi hai?: *Một | Hai',
  ]);
  expect(file.questions[0]).toMatchObject({
    topic: 'Luật',
    explanation: 'Vì vậy và vì thế.',
    source: { document: 'Luật số 20/2023/QH15' },
  });
  expect(file.questions[1]).toMatchObject({ topic: 'Kỹ năng', difficulty: 3 });
});

it('[Q8] numbers, typed answers, true or false and an order, by what the answer says', async () => {
  const file = await read(
    'Câu 1. Năm nào?',
    'Đáp án: 2023',
    'Câu 2. Bao nhiêu?',
    'Trả lời: ..........',
    'Đáp án: 12,5 ± 0,5',
    'Câu 3. Ở đâu?',
    'Đáp án: Huế; Thừa Thiên Huế',
    'Câu 4. Mã số là gì?',
    'Đáp án: “112”',
    'Câu 5. OTP là bí mật.',
    'Đáp án: Đúng',
    'Câu 6. Xếp thứ tự?',
    'A. Một',
    'B. Hai',
    'C. Ba',
    'Thứ tự đúng: C, A, B',
    'Câu 7. Nêu cảm nghĩ của em.',
  );
  expect(questionsOf(file)).toEqual([
    '1 number Năm nào?: 2023 ± 0',
    '3 number Bao nhiêu?: 12.5 ± 0.5',
    '6 text Ở đâu?: Huế / Thừa Thiên Huế',
    '8 text Mã số là gì?: 112',
    '10 true-false OTP là bí mật.: *Đúng | Sai',
    '12 order Xếp thứ tự?: Ba > Một > Hai',
  ]);
  expect(problemsOf(file)).toEqual(['17 kind_unsupported essay']);
});

it('[Q8] what is out of order, said twice differently, or belongs nowhere is reported by its line', async () => {
  const file = await read(
    'Câu 1. Hỏi một?',
    'A. Một',
    'B. Hai',
    'D. Bốn',
    'Đáp án: A',
    'Câu 2. Hỏi hai?',
    '*A. Một',
    'B. Hai',
    'Đáp án: B',
    'Đọc đoạn sau và trả lời',
    'Câu 3. Hỏi ba?',
    'A. Một',
    'B. Hai',
    'Đáp án: A',
  );
  expect(questionsOf(file)).toEqual(['11 one Hỏi ba?: *Một | Hai']);
  expect(problemsOf(file)).toEqual([
    '1 letters_out_of_order',
    '6 answer_ambiguous B',
    '10 text_unplaced Đọc đoạn sau và trả lời',
  ]);
});

it('[Q8] a paper without numbers and without empty lines', async () => {
  const file = await read('Hỏi một?', 'A. Một', 'B. Hai*', 'Hỏi hai', 'trong hai dòng?', '*A. Một', 'B. Hai');
  expect(questionsOf(file)).toEqual(['1 one Hỏi một?: Một | *Hai', '4 one Hỏi hai trong hai dòng?: *Một | Hai']);
});

it('[W21] a question of 100,000 lines is read or refused at once', async () => {
  const file = await read(
    'Câu 1. Hỏi?',
    ...Array.from({ length: 100_000 }, (_, at) => `dòng ${at}`),
    'A. Một',
    'B. Hai*',
  );
  expect(problemsOf(file)[0]).toContain('1 text_too_long');
});

it('[Q8] a seventh option makes too many, and is no part of the sixth', async () => {
  const file = await read('Hỏi?', ...[...'ABCDEFG'].map((letter) => `${letter}. Mục ${letter}`), 'ANSWER: A');
  expect(problemsOf(file)).toEqual(['1 options_too_many 7']);
});

it('[Q8] a key with the texts of the options, numbers and words; a paper may go on below it', async () => {
  const file = await read(
    'Câu 1: Hỏi một?',
    'A. Một',
    'B. Hai',
    'Câu 2: Năm nào?',
    'ĐÁP ÁN',
    'Câu 1: B. Hai',
    'Câu 2: 2023',
    'Câu 3: Hỏi ba?',
    'A. Ba*',
    'B. Bốn',
  );
  expect(questionsOf(file)).toEqual([
    '1 one Hỏi một?: Một | *Hai',
    '4 number Năm nào?: 2023 ± 0',
    '8 one Hỏi ba?: *Ba | Bốn',
  ]);
  expect(problemsOf(file)).toEqual([]);
});
