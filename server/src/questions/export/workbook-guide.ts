import { audienceWords, difficultyWords, kindWords } from '../question-words.ts';

/** How the sheet of questions is filled in; it stands on a sheet of its own. */
export const guideLines: readonly string[] = [
  'Mỗi câu hỏi một dòng trên trang “Câu hỏi”. Giữ nguyên hàng tiêu đề; cột không dùng thì để trống.',
  'Câu hỏi tối đa 600 ký tự, mỗi phương án tối đa 300 ký tự, từ 2 đến 6 phương án.',
  'Đáp án đúng: chữ cái của phương án (A); nhiều phương án đúng thì cách nhau bằng dấu phẩy (A, C).',
  `Loại câu hỏi: để trống hoặc một trong các loại: ${Object.values(kindWords)
    .map(([first]) => first)
    .join('; ')}.`,
  'Đúng/Sai: để trống các phương án, đáp án ghi Đúng hoặc Sai.',
  'Điền số: đáp án là một số (12,5); cột Sai số cho biết được lệch bao nhiêu.',
  'Sắp xếp thứ tự: ghi các mục vào phương án, đáp án là thứ tự đúng (C, A, B).',
  'Trả lời ngắn: đáp án là các cách viết được chấp nhận, cách nhau bằng dấu chấm phẩy; không phân biệt dấu và chữ hoa.',
  `Mức độ: ${difficultyWords.map(([first]) => first).join('; ')}.`,
  `Đối tượng: để trống là mọi người; nhiều đối tượng thì cách nhau bằng dấu chấm phẩy: ${Object.values(audienceWords)
    .map(([first]) => first)
    .join('; ')}.`,
  'Căn cứ: văn bản làm căn cứ cho đáp án; ghi thêm điều, khoản, ngày văn bản và ngày hết hiệu lực nếu biết (ngày/tháng/năm).',
  'Không viết phương án nhắc đến phương án khác (“Cả A và B”, “Tất cả các đáp án trên”): phương án được xáo trộn cho từng người.',
  'Bản dịch: thêm cột có mã ngôn ngữ trong ngoặc vuông, ví dụ “Câu hỏi [en]”, “Phương án A [en]”, “Giải thích [en]”.',
];
