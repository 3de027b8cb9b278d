import { readFileSync } from 'node:fs';
import {
  type QuestionFileRead,
  questionFileProblems,
  questionLosses,
  questionProblems,
  type ReadQuestion,
} from '@hoithi/shared/contract/question-file';
import { questionWarnings } from '@hoithi/shared/rules/questions/warn-questions';
import { expect, it } from 'vitest';
import { readQuestionFile } from './read-question-file.ts';

/** Files that people really bring: `server/test/question-files`. */
const folder = new URL('../../test/question-files/', import.meta.url);
const order = { convert: null, today: '2026-11-30', shuffled: true };
const read = async (name: string) => await readQuestionFile(readFileSync(new URL(name, folder)), { ...order, name });

/** "text: *right | wrong", as short as it can be read. */
function describeQuestion(question: ReadQuestion): string {
  if (question.kind === 'number') return `${question.text}: ${question.value} ± ${question.tolerance}`;
  if (question.kind === 'text') return `${question.text}: ${question.accepted.join(' / ')}`;
  const options = question.options.map(({ id, text }) => (question.right.includes(id) ? `*${text}` : text));
  return `${question.text}: ${options.join(' | ')}`;
}
const shown = (file: QuestionFileRead) => file.questions.map(describeQuestion);
const problems = (file: QuestionFileRead) =>
  file.problems.map(({ line, reason, severity }) => `${line} ${reason} ${severity}`);

it.each([
  [
    'gift-1-plain.gift',
    [
      'Tài khoản nào dùng để đăng nhập Cổng Dịch vụ công quốc gia?: Tài khoản mạng xã hội | *Tài khoản định danh điện tử | Số thẻ thư viện | Mã khách hàng điện lực',
      'VNeID do Bộ Công an quản lý.: *Đúng | Sai',
    ],
    [],
  ],
  [
    'gift-2-escapes.gift',
    [
      'Trong biểu thức a = b, dấu { } và # nghĩa là gì: chọn ý đúng: *Ký tự thường, không phải lệnh ~ | Lệnh = 2 + 3 | Ghi chú # bỏ qua',
    ],
    [],
  ],
  [
    'gift-3-feedback-weights.gift',
    [
      'Những giấy tờ nào tích hợp được vào VNeID?: *Thẻ bảo hiểm y tế | *Giấy phép lái xe | Vé xem phim | Thẻ thành viên siêu thị',
    ],
    ['1 feedback_left_out lost'],
  ],
  [
    'gift-4-category-bom-crlf.gift',
    [
      'Mật khẩu nào an toàn hơn?: 123456 | ngaysinh | *Cụm từ dài, riêng cho từng nơi',
      'Khi bị lừa chuyển tiền, gọi ai trước?: *Ngân hàng của mình | Người lạ | Không ai',
    ],
    [],
  ],
  ['gift-5-middle-and-html.gift', ['Đề án 06 được phê duyệt năm _____ bởi Thủ tướng.: 2020 | *2022 | 2024'], []],
  [
    'gift-6-unsupported-and-broken.gift',
    ['Năm ban hành Luật Giao dịch điện tử mới?: 2023 ± 0', 'Câu tốt cuối tệp: *Đúng | Sai'],
    ['1 kind_unsupported refused', '5 unclosed refused'],
  ],
  [
    'aiken-1-plain.txt',
    ['Chữ ký số dùng để làm gì?: Trang trí văn bản | *Xác nhận người ký và nội dung | Tăng cỡ chữ | Nén tệp'],
    [],
  ],
  [
    'aiken-2-paren-lower-crlf.txt',
    [
      'Số điện thoại báo lừa đảo qua tin nhắn?: *156 | 999 | 000',
      'Câu hai: dịch vụ công toàn trình nghĩa là gì?: Phải đến hai lần | *Làm hết trên mạng',
    ],
    [],
  ],
  [
    'aiken-3-vietnamese-marker.txt',
    [
      'Cơ quan nào cấp thẻ căn cước?: *Công an | Bưu điện | Thuế',
      'VNeID cài ở đâu?: *Kho ứng dụng chính thức | Liên kết lạ',
    ],
    [],
  ],
  [
    'aiken-4-two-line-stem.txt',
    [
      'Đọc tình huống sau. Bạn nhận được tin nhắn trúng thưởng kèm liên kết. Bạn làm gì?: Bấm ngay | *Xóa và báo cho người thân',
    ],
    [],
  ],
  [
    'aiken-5-errors.txt',
    ['Câu tốt: *Đúng | Sai'],
    ['1 options_too_few refused', '5 answer_missing refused', '9 answer_unknown refused'],
  ],
  ['aiken-6-utf16.txt', ['Câu lưu từ Notepad kiểu Unicode?: *Đọc được | Không đọc được'], []],
  ['moodle-1-single.xml', ['Căn cước điện tử mức độ 2 làm ở đâu?: *Cơ quan công an | Trạm y tế | Ngân hàng'], []],
  [
    'moodle-2-multi-fractions.xml',
    ['Việc nào làm được trên VNeID?: *Thông báo lưu trú | *Xem giấy phép lái xe | Mua vé số | Đổi tên đường'],
    [],
  ],
  ['moodle-3-category-truefalse.xml', ['Mã OTP có thể đọc cho nhân viên ngân hàng.: Đúng | *Sai'], []],
  ['moodle-4-image-base64.xml', ['Biểu tượng này là gì?: *Trống đồng | Bánh xe'], []],
  ['moodle-5-entities-math.xml', ['Nếu x < 5 & y > 2 thì x² + y² ≥ ? \\(x^2\\): *4 < kết quả | không xác định'], []],
  [
    'moodle-6-unsupported-and-broken.xml',
    ['Câu tốt?: *Có | Không'],
    ['2 kind_unsupported refused', '2 kind_unsupported refused', '2 answer_missing refused'],
  ],
  [
    'csv-1-abcd.csv',
    [
      'Hạn nộp hồ sơ trực tuyến tính từ lúc nào?: *Lúc gửi thành công | Lúc soạn xong | Lúc in ra | Hôm sau',
      'Ai được cấp căn cước?: *Công dân | Pháp nhân | Cơ quan | Tổ chức',
    ],
    [],
  ],
  [
    'csv-2-comma-quotes-newline.csv',
    ['Câu có dấu phẩy, và "ngoặc kép": *Một, hai | Ba | Bốn', 'Câu hai dòng đọc tiếp: Có | *Không'],
    [],
  ],
  [
    'csv-3-several-right.csv',
    [
      'Chọn các việc an toàn: *Bật xác thực hai lớp | Dùng chung mật khẩu | *Cập nhật phần mềm | Bấm liên kết lạ',
      'Chọn các việc nguy hiểm: *Cho mượn SIM | Khóa máy | *Đọc mã OTP | Sao lưu',
    ],
    [],
  ],
  [
    'csv-4-answer-by-text-tab.csv',
    ['Khi mất điện thoại cần làm gì trước?: Mua ốp lưng | *Khóa SIM | Đợi một tuần'],
    [],
  ],
  ['csv-5-cp1258.csv', ['Đề án 06 do ai chủ trì?: *Bộ Công an | Bộ Y tế'], ['0 converted lost']],
  [
    'csv-6-errors.csv',
    ['Câu tham chiếu?: Một | Hai | *Cả A và B | Không câu nào đúng', 'Câu tốt?: Có | *Không'],
    [
      '2 text_missing refused',
      '3 answer_unknown refused',
      '4 options_same refused',
      '5 options_refer warned',
      '7 double refused',
    ],
  ],
  [
    'kahoot-1-plain.xlsx',
    [
      'Trang nào là Cổng Dịch vụ công quốc gia?: *dichvucong.gov.vn | vidu.vn | timkiem.vn | thuvien.vn',
      'Tổng đài bảo hiểm xã hội?: *1900 9068 | 113 | 114 | 115',
    ],
    [],
  ],
  [
    'kahoot-2-several-and-text-numbers.xlsx',
    [
      'Chọn hai mật khẩu mạnh: *Cụm từ dài | 123456 | *Có dấu cách và số | matkhau',
      'Chọn một: 2022 | *2023 | 2024 | 2025',
    ],
    [],
  ],
  ['kahoot-3-numeric-cells.xlsx', ['Năm thông qua Luật Giao dịch điện tử mới?: 2005 | 2015 | *2023 | 2030'], []],
  [
    'kahoot-4-two-answers-blank-rows.xlsx',
    ['Đúng hay sai: mã OTP là bí mật: *Đúng | Sai', 'Câu sau dòng trống: Có | *Không'],
    [],
  ],
])('[Q8] %s', async (name, expected, reported) => {
  const file = await read(name);
  expect(shown(file)).toEqual(expected);
  expect(problems(file)).toEqual(reported);
});

it('[Q8] too long for the sheet, without a time, answered outside its options: each reported by its row', async () => {
  const file = await read('kahoot-5-odd-time-and-long.xlsx');
  expect(problems(file)).toEqual([
    '9 longer_than_stated warned',
    '10 seconds_missing warned',
    '11 answer_unknown refused',
  ]);
  expect(file.questions.map(({ line, seconds }) => [line, seconds])).toEqual([
    [9, 25],
    [10, null],
  ]);
});

it('[Q8] topics, sources, seconds and feedback come in beside the questions', async () => {
  const topics = async (name: string) => (await read(name)).questions.map((each) => each.topic);
  expect(await topics('gift-4-category-bom-crlf.gift')).toEqual(['Tuần 1/An toàn trực tuyến', 'Tuần 2']);
  expect(await topics('moodle-3-category-truefalse.xml')).toEqual(['Tuần 1']);
  const sources = (await read('csv-1-abcd.csv')).questions.map((each) => each.source?.document);
  expect(sources).toEqual(['Nghị định (ví dụ)', undefined]);
  expect((await read('kahoot-1-plain.xlsx')).questions.map((each) => each.seconds)).toEqual([20, 30]);
  expect((await read('kahoot-2-several-and-text-numbers.xlsx')).questions.map((each) => each.seconds)).toEqual([
    20, 60,
  ]);
  const explained = async (name: string) => (await read(name)).questions.map((each) => each.explanation);
  expect(await explained('gift-3-feedback-weights.gift')).toEqual(['Chọn đủ các ý đúng.']);
  expect(await explained('moodle-2-multi-fractions.xml')).toEqual(['đúng']);
});

it('[Q8] a file of the bank that comes with the program is read with its sources and marks', async () => {
  const name = '../../server/content/questions/de-an-06.json';
  const file = await readQuestionFile(readFileSync(new URL(`../${name}`, folder)), { ...order, name });
  expect(file.questions).toHaveLength(15);
  expect(file.questions[0]).toMatchObject({ id: 'de-an-06-01', topic: 'Đề án 06', kind: 'one' });
  const broken = await readQuestionFile(Buffer.from('{"topic": "x"'), { ...order, name: 'x.json' });
  expect(problems(broken)).toEqual(['0 json_unread refused']);
});

it('[Q8] every reason is explained to whoever writes questions', () => {
  const guide = readFileSync(new URL('../../../docs/question-files.md', import.meta.url), 'utf8');
  const reasons = [...questionFileProblems, ...questionProblems, ...questionLosses, ...questionWarnings];
  expect(reasons.filter((reason) => !guide.includes(`\`${reason}\``))).toEqual([]);
});
