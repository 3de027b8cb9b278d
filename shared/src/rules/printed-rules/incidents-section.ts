import type { Rules } from '../../contract/rules.ts';
import { formatCount } from './format-value.ts';
import type { Section } from './section.ts';

/** When time is up and when the line is lost. Source: SPEC A3, A4, A8. */
export function printIncidents({ prediction }: Rules): Section {
  return {
    id: 'incidents',
    heading: { vi: 'Sự cố và nộp bài tự động', en: 'Automatic submission and incidents' },
    sentences: [
      {
        vi: 'Khi hết giờ hoặc khi tuần thi kết thúc, máy chủ tự nộp bài với các câu trả lời đã nhận được, thời điểm nộp là thời điểm khóa bài.',
        en: 'When time is up or the round closes, the server submits the answers it has, stamped with the moment of the lock.',
      },
      ...(prediction === null
        ? []
        : [
            {
              vi: 'Bài tự nộp kèm theo số dự đoán nếu người dự thi đã gửi trước đó.',
              en: 'Such an entry carries the prediction if one was given before.',
            },
          ]),
      {
        vi: 'Câu trả lời được báo “đã lưu” là đã được ghi vào máy chủ và không mất. Khi mất kết nối, đồng hồ vẫn chạy; câu trả lời được tính theo thời điểm đến máy chủ.',
        en: 'An answer shown as saved is recorded on the server and cannot be lost. While a connection is down the clock goes on; an answer counts by the moment it arrives at the server.',
      },
      {
        vi: 'Gửi lại cùng một câu trả lời không làm thay đổi kết quả đã ghi nhận; có thể làm tiếp trên thiết bị khác khi còn thời gian.',
        en: 'Sending the same answer again does not change what was recorded; the attempt may be continued on another device while time remains.',
      },
    ],
  };
}

/** Where and until when to complain. Source: domain (a2) 31. */
export function printComplaints({ complaints, meta }: Rules): Section {
  const days = formatCount(complaints.workingDays);
  return {
    id: 'complaints',
    heading: { vi: 'Phản ánh, khiếu nại', en: 'Complaints' },
    sentences: [
      complaints.workingDays === 0
        ? {
            vi: 'Phản ánh, khiếu nại về kết quả được tiếp nhận trong ngày công bố.',
            en: 'Complaints about results are accepted on the day of publication.',
          }
        : {
            vi: `Phản ánh, khiếu nại về kết quả được tiếp nhận trong ${days.vi} ngày làm việc kể từ ngày công bố.`,
            en: `Complaints about results are accepted for ${days.en} working ${complaints.workingDays === 1 ? 'day' : 'days'} from publication.`,
          },
      meta.contact === null
        ? { vi: 'Nơi tiếp nhận: Ban Tổ chức Cuộc thi.', en: 'Address them to the organizing committee.' }
        : { vi: `Nơi tiếp nhận: ${meta.contact}.`, en: `Address them to: ${meta.contact}.` },
    ],
  };
}
