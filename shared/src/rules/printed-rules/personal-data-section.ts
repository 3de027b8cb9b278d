import type { Rules } from '../../contract/rules.ts';
import { formatNumber } from './format-value.ts';
import { joinWords } from './join-words.ts';
import type { Section } from './section.ts';
import { wordsOfField, wordsOfPurpose } from './value-words.ts';

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
