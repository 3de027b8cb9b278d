import { foldText } from '@hoithi/shared/rules/fold';

/** The columns of a table of questions by the names that people give them. SPEC Q8. */

/** More than a question may have, so that a seventh option is not lost without a word. */
const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
export type OptionLetter = (typeof letters)[number];
type OwnColumn =
  | 'text'
  | 'right'
  | OptionLetter
  | 'explanation'
  | 'document'
  | 'clause'
  | 'sourceDate'
  | 'validTo'
  | 'topic'
  | 'difficulty'
  | 'audiences'
  | 'tags'
  | 'seconds'
  | 'kind'
  | 'tolerance'
  | 'practice'
  | 'id';
/** A column in another language is named after it, such as `en:text`; wrong options beside the right one are numbered. */
export type QuestionColumn =
  | OwnColumn
  | `wrong:${number}`
  | `${string}:${'text' | OptionLetter | 'explanation' | 'right'}`;

/** The first name of each is the one that is written; folded, any of them is read. */
export const columnNames: Readonly<Record<Exclude<OwnColumn, OptionLetter>, readonly string[]>> = {
  id: ['Mã câu hỏi', 'mã câu', 'mã', 'id'],
  topic: ['Chủ đề', 'chuyên đề', 'lĩnh vực', 'chương', 'phần', 'topic', 'category'],
  kind: ['Loại câu hỏi', 'loại câu', 'loại', 'dạng câu hỏi', 'dạng câu', 'dạng', 'kind', 'type', 'question type'],
  text: ['Câu hỏi', 'nội dung câu hỏi', 'nội dung', 'đề bài', 'câu dẫn', 'question', 'question text'],
  right: [
    'Đáp án đúng',
    'đáp án',
    'phương án đúng',
    'lựa chọn đúng',
    'câu trả lời đúng',
    'trả lời đúng',
    'đáp án chính xác',
    'correct',
    'correct answer',
    'correct answers',
    'correct answer(s)',
    'right answer',
    'answer',
    'key',
  ],
  tolerance: ['Sai số', 'tolerance'],
  explanation: ['Giải thích', 'lời giải', 'hướng dẫn giải', 'hướng dẫn', 'diễn giải', 'explanation'],
  document: ['Căn cứ', 'căn cứ pháp lý', 'cơ sở pháp lý', 'văn bản', 'nguồn', 'nguồn trích dẫn', 'tài liệu', 'source'],
  clause: ['Điều, khoản', 'điều khoản', 'điều', 'clause'],
  sourceDate: ['Ngày văn bản', 'ngày ban hành', 'source date'],
  validTo: ['Hiệu lực đến', 'hết hiệu lực', 'ngày hết hiệu lực', 'valid to'],
  difficulty: ['Mức độ', 'độ khó', 'mức độ nhận thức', 'difficulty', 'level'],
  audiences: ['Đối tượng', 'đối tượng dự thi', 'audience', 'audiences'],
  tags: ['Nhãn', 'từ khóa', 'tags', 'tag'],
  seconds: ['Số giây', 'thời gian', 'thời gian (giây)', 'time', 'time limit', 'time limit (sec)', 'seconds'],
  practice: ['Chỉ dùng cho thi thử', 'thi thử', 'luyện tập', 'practice'],
};
export const optionName = (letter: string): string => `Phương án ${letter.toUpperCase()}`;
export const inLanguage = (name: string, language: string): string => `${name} [${language}]`;

const byName = new Map(
  Object.entries(columnNames).flatMap(([column, names]) =>
    names.map((name) => [foldText(name), column as Exclude<OwnColumn, OptionLetter>] as const),
  ),
);
const optionPattern =
  /^(?:(?:phuong an|dap an|lua chon|cau tra loi|tra loi|answer|option|choice|pa|da)(?: tra loi)? ?([a-h1-8])|([a-h]))$/;
const wrongPattern =
  /^(?:(?:dap an|phuong an|lua chon|cau tra loi|tra loi) (?:sai|nhieu)|(?:wrong|incorrect)(?: answer| option)?)(?: so)? ?(\d)?$/;

/** What a cell names as a header: what follows a dash, as on Kahoot's sheet, is advice. */
export function readQuestionColumn(cell: string): QuestionColumn | null {
  const spoken = /^(.*?)\s*[[(]([a-z]{2,3})[\])]\s*$/s.exec(cell.trim());
  const own = readOwn(spoken && spoken[2] !== 'sec' ? (spoken[1] ?? '') : cell);
  if (!spoken || spoken[2] === 'sec' || own === null) return own;
  const language = spoken[2] ?? '';
  return own === 'text' || own === 'explanation' || own === 'right' || isLetter(own) ? `${language}:${own}` : null;
}

const isLetter = (column: string): column is OptionLetter => letters.some((each) => each === column);

function readOwn(cell: string): OwnColumn | `wrong:${number}` | null {
  const folded = foldText(cell.split(/\s[-–—]\s/u)[0] ?? '');
  const known = byName.get(folded);
  if (known) return known;
  if (/^(?:noi dung )?(?:cau hoi|noi dung)(?: trac nghiem| thi)?(?: va .*| kem .*)?$/.test(folded)) return 'text';
  const option = optionPattern.exec(folded);
  const sign = option?.[1] ?? option?.[2];
  if (sign !== undefined) return letters[/\d/.test(sign) ? Number(sign) - 1 : letters.join('').indexOf(sign)] ?? null;
  const wrong = wrongPattern.exec(folded);
  return wrong ? `wrong:${Number(wrong[1] ?? 1)}` : null;
}

/** A header names the question, and what is right or the options. */
export const isQuestionHeader = (found: ReadonlySet<QuestionColumn>): boolean =>
  found.has('text') && (found.has('right') || (found.has('a') && found.has('b')));
export const optionLetters: readonly OptionLetter[] = letters;
