/** Words of question papers and sheets: what readers look for, and what exports write. */

/** What a picture or a sound is called whose file does not say what it is. */
export const mediaWords = { picture: 'Hình của câu hỏi', sound: 'Âm thanh của câu hỏi' } as const;

export const trueFalseWords = { true: 'Đúng', false: 'Sai' } as const;
/** Folded words by which the two options of a true/false question are known. */
export const trueFolded: ReadonlySet<string> = new Set(['dung', 'true']);
export const falseFolded: ReadonlySet<string> = new Set(['sai', 'false']);

/** By difficulty, 1 to 4; the first is the one that is written. */
export const difficultyWords: readonly (readonly string[])[] = [
  ['Nhận biết', 'Dễ', 'easy', 'NB'],
  ['Thông hiểu', 'Trung bình', 'medium', 'TH', 'TB'],
  ['Vận dụng', 'Khó', 'hard', 'VD'],
  ['Vận dụng cao', 'Rất khó', 'very hard', 'VDC'],
];

export const audienceWords = {
  CITIZEN: ['Người dân', 'công dân', 'nhân dân'],
  OFFICIAL: ['Cán bộ, công chức, viên chức', 'cán bộ', 'công chức', 'viên chức', 'CBCCVC'],
  WORKER: ['Người lao động', 'công nhân'],
  ARMED_FORCES: ['Lực lượng vũ trang', 'LLVT', 'công an', 'quân đội'],
  MEMBER: ['Đoàn viên, hội viên', 'đoàn viên', 'hội viên', 'đảng viên'],
  STUDENT: ['Học sinh, sinh viên', 'học sinh', 'sinh viên'],
} as const;

export const kindWords = {
  one: ['Một phương án đúng', 'một đáp án', 'trắc nghiệm', 'one'],
  several: ['Nhiều phương án đúng', 'nhiều đáp án', 'nhiều lựa chọn', 'several'],
  'true-false': ['Đúng/Sai', 'đúng sai', 'true false'],
  number: ['Điền số', 'số', 'number'],
  order: ['Sắp xếp thứ tự', 'sắp xếp', 'thứ tự', 'order'],
  text: ['Trả lời ngắn', 'điền từ', 'điền khuyết', 'text'],
} as const;

export const yesWords: ReadonlySet<string> = new Set(['co', 'x', 'yes', 'true', '1', 'dung']);

export const questionSheet = 'Câu hỏi';
/** The sheet of a workbook that explains the others: no questions stand there. */
export const guideSheet = 'Hướng dẫn';
export const paperWords = {
  question: 'Câu',
  answer: 'Đáp án',
  explanation: 'Giải thích',
  source: 'Căn cứ',
  keyTitle: 'ĐÁP ÁN',
  paperTitle: 'CÂU HỎI',
  reply: 'Trả lời: ..............................',
  tolerance: 'sai số',
  end: '--- HẾT ---',
  dated: 'ngày',
} as const;
