import type { Rules } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { formatDate } from './format-value.ts';
import type { Section } from './section.ts';

/** Name, host, legal basis, and how these rules bind. Source: SPEC R5; domain (a2) 1. */
export function printGeneral({ meta, timezone }: Rules): Section {
  return {
    id: 'general',
    heading: { vi: 'Quy định chung', en: 'General' },
    sentences: [
      { vi: `Tên gọi: ${meta.name.vi}.`, en: `Name: ${meta.name.en}.` },
      { vi: `Đơn vị tổ chức: ${meta.host.vi}.`, en: `Organized by: ${meta.host.en}.` },
      ...printBasis(meta),
      {
        vi: 'Thể lệ này được lập từ chính các quy định mà hệ thống thi thực hiện. Nội dung tiếng Việt và tiếng Anh được lập từ cùng một bộ quy định.',
        en: 'These rules are generated from the very values that the contest system executes, in Vietnamese and in English alike.',
      },
      {
        vi: `Mọi thời điểm trong Thể lệ tính theo giờ Việt Nam (múi giờ ${timezone}, UTC+7).`,
        en: `All times are Vietnam time (time zone ${timezone}, UTC+7).`,
      },
    ],
  };
}

function printBasis({ planNo, planDate, rulesDecisionNo }: Rules['meta']): LocalText[] {
  const date = planDate === null ? null : formatDate(planDate);
  const basis: LocalText[] = [];
  if (planNo !== null || date !== null) {
    basis.push({
      vi: `Căn cứ Kế hoạch${planNo === null ? '' : ` số ${planNo}`}${date === null ? '' : ` ngày ${date.vi}`}.`,
      en: `Based on the plan${planNo === null ? '' : ` no. ${planNo}`}${date === null ? '' : ` of ${date.en}`}.`,
    });
  }
  if (rulesDecisionNo !== null) {
    basis.push({
      vi: `Thể lệ này được ban hành theo Quyết định số ${rulesDecisionNo}.`,
      en: `These rules are issued under decision no. ${rulesDecisionNo}.`,
    });
  }
  return basis;
}
