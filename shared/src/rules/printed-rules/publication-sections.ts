import type { RoundRules, Rules } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { formatCount, formatMoment, formatNumber, joinWords, type Section } from './format-value.ts';
import { wordsOfField, wordsOfPurpose } from './value-words.ts';

const nameWords: Record<Rules['publication']['names'], LocalText> = {
  masked: { vi: 'Họ tên người đạt giải được che bớt khi công bố.', en: "Winners' names are published partly masked." },
  full: {
    vi: 'Họ tên đầy đủ được công bố đối với người đạt giải đã đồng ý; họ tên những người khác được che bớt.',
    en: 'Full names are published of winners who agreed; all others are partly masked.',
  },
};

const ownScoreWords: Record<Rules['publication']['ownScore'], LocalText> = {
  'at-submit': {
    vi: 'Người dự thi được xem điểm của mình ngay khi nộp bài.',
    en: 'Contestants see their own score at submission.',
  },
  'after-close': {
    vi: 'Người dự thi được xem điểm của mình sau khi tuần thi kết thúc.',
    en: 'Contestants see their own score after the round has closed.',
  },
  'after-publication': {
    vi: 'Người dự thi được xem điểm của mình sau khi kết quả tuần thi được công bố.',
    en: "Contestants see their own score after the round's results are published.",
  },
};

const answerWords: Record<Rules['publication']['answers'], LocalText> = {
  never: { vi: 'Đáp án không được công bố.', en: 'The answers are not published.' },
  'after-close': {
    vi: 'Đáp án và giải thích được công bố sau khi tuần thi kết thúc.',
    en: 'The answers and their explanations are published after the round has closed.',
  },
  'after-publication': {
    vi: 'Đáp án và giải thích được công bố cùng kết quả tuần thi.',
    en: "The answers and their explanations are published with the round's results.",
  },
};

const counterWords: Record<Rules['publication']['liveCounters'], LocalText> = {
  exact: {
    vi: 'Trong khi tuần thi đang mở, số người tham gia được hiển thị chính xác.',
    en: 'While a round is open, the number of people taking part is shown exactly.',
  },
  coarse: {
    vi: 'Trong khi tuần thi đang mở, số người tham gia chỉ được hiển thị ở mức làm tròn xuống.',
    en: 'While a round is open, the number of people taking part is shown rounded down.',
  },
  hidden: {
    vi: 'Trong khi tuần thi đang mở, số người tham gia không được hiển thị.',
    en: 'While a round is open, the number of people taking part is not shown.',
  },
};

/** What is made public, how and when. Source: SPEC V3, V4, F4; domain (a2) 27. */
export function printPublication({ rounds, publication }: Rules): Section {
  return {
    id: 'publication',
    heading: { vi: 'Công bố kết quả', en: 'Publication' },
    sentences: [
      ...rounds.map(printHour),
      nameWords[publication.names],
      ownScoreWords[publication.ownScore],
      answerWords[publication.answers],
      counterWords[publication.liveCounters],
      {
        vi: 'Số lượt thi, số người dự thi trong tuần, tổng số người dự thi cộng qua các tuần và số người dự thi trong cả Cuộc thi được công bố riêng, không cộng lẫn.',
        en: 'Attempts, persons of the round, persons added over rounds and persons of the whole contest are published apart and never mixed.',
      },
    ],
  };
}

function printHour({ label, publishAt }: RoundRules): LocalText {
  if (publishAt === null) {
    return {
      vi: `Kết quả ${label.vi}: Ban Tổ chức công bố sau khi tuần thi kết thúc.`,
      en: `Results of ${label.en}: published by the committee after the close.`,
    };
  }
  const hour = formatMoment(publishAt);
  return { vi: `Kết quả ${label.vi}: công bố lúc ${hour.vi}.`, en: `Results of ${label.en}: published at ${hour.en}.` };
}

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

/** What is collected, for what, how long, and the person's rights. Source: SPEC S4, S6, S8; Law 91/2025/QH15; domain (e). */
export function printPersonalData({ privacy, profile, meta }: Rules): Section {
  const data = joinWords(
    profile.fields.map(({ key }) => wordsOfField[key]),
    ', ',
  );
  const days = formatNumber(privacy.retentionDays);
  return {
    id: 'privacy',
    heading: { vi: 'Bảo vệ dữ liệu cá nhân', en: 'Personal data' },
    sentences: [
      {
        vi: `Bên kiểm soát dữ liệu: ${meta.host.vi}. Dữ liệu thu thập: số điện thoại, ${data.vi} và dữ liệu bài thi.`,
        en: `Controller: ${meta.host.en}. Data collected: phone number, ${data.en}, and the record of attempts.`,
      },
      ...privacy.consents.map(({ purpose, required }) => {
        const words = wordsOfPurpose[purpose];
        return required
          ? {
              vi: `Mục đích: ${words.vi} (cần có sự đồng ý để dự thi).`,
              en: `Purpose: ${words.en} (consent is needed to take part).`,
            }
          : {
              vi: `Mục đích: ${words.vi} (tùy chọn; không đồng ý vẫn được dự thi).`,
              en: `Purpose: ${words.en} (optional; one may take part without it).`,
            };
      }),
      {
        vi: 'Sự đồng ý được hỏi riêng theo từng mục đích, không đánh dấu sẵn, và có thể rút lại bất cứ lúc nào.',
        en: 'Consent is asked for each purpose apart, nothing is ticked beforehand, and it may be withdrawn at any time.',
      },
      {
        vi: `Dữ liệu cá nhân được lưu ${days.vi} ngày kể từ khi công bố kết quả tuần thi cuối cùng, sau đó được xóa; số liệu thống kê không định danh được giữ lại.`,
        en: `Personal data is kept for ${days.en} ${privacy.retentionDays === 1 ? 'day' : 'days'} after the results of the last round are published and then deleted; figures that identify nobody are kept.`,
      },
      {
        vi: 'Người dự thi có quyền được biết, xem, chỉnh sửa, yêu cầu cung cấp, xóa, hạn chế xử lý dữ liệu của mình, phản đối việc xử lý và khiếu nại theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15.',
        en: 'Contestants may know of, view, correct, obtain, delete or restrict the use of their data, object to it and complain, under the Law on Personal Data Protection No. 91/2025/QH15.',
      },
    ],
  };
}
