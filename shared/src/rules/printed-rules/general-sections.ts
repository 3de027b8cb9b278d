import type { RoundRules, Rules } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { formatClosing, formatDate, formatMoment, formatShare, type Section } from './format-value.ts';
import { type TopicTitles, topicWords } from './value-words.ts';

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

/** When each round opens and closes. Source: SPEC R2, F1; domain (a2) 2, 3. */
export function printRounds({ rounds }: Rules, titles: TopicTitles): Section {
  return {
    id: 'rounds',
    heading: { vi: 'Thời gian thi', en: 'Rounds' },
    sentences: [
      {
        vi: `Cuộc thi gồm ${rounds.length} tuần thi.`,
        en: `The contest has ${rounds.length} ${rounds.length === 1 ? 'round' : 'rounds'}.`,
      },
      ...rounds.map((round) => printRound(round, titles)),
      {
        vi: 'Đúng thời điểm kết thúc, tuần thi đóng; bài làm còn dở được xử lý theo mục Sự cố và nộp bài tự động.',
        en: 'At the closing moment the round is closed; attempts still running are handled as set out under Automatic submission and incidents.',
      },
      {
        vi: 'Trường hợp Ban Tổ chức gia hạn hoặc kết thúc sớm một tuần thi, lý do được ghi lại trong hệ thống.',
        en: 'Should the committee extend a round or close it early, the reason is recorded in the system.',
      },
    ],
  };
}

function printRound({ ordinal, label, opensAt, closesAt, topics }: RoundRules, titles: TopicTitles): LocalText {
  const from = formatMoment(opensAt);
  const to = formatClosing(closesAt);
  const about = topics === null ? null : topicWords(topics, titles);
  return {
    vi: `Tuần thi thứ ${ordinal} (${label.vi}): từ ${from.vi} đến ${to.vi}${about === null ? '' : `; chủ đề: ${about.vi}`}.`,
    en: `Round ${ordinal} (${label.en}): from ${from.en} until ${to.en}${about === null ? '' : `; topics: ${about.en}`}.`,
  };
}

/** Participation that units are asked for. Source: SPEC C2; domain (a2) 22. */
export function printTargets({ unitTargets }: Rules): Section[] {
  if (unitTargets.length === 0) return [];
  return [
    {
      id: 'targets',
      heading: { vi: 'Chỉ tiêu tham gia của đơn vị', en: 'Participation targets' },
      sentences: [
        ...unitTargets.map(({ group, minRate }) => {
          const rate = formatShare(minRate);
          return {
            vi: `${group.vi}: tối thiểu ${rate.vi} số người của đơn vị có bài thi.`,
            en: `${group.en}: at least ${rate.en} of the unit's people submit an entry.`,
          };
        }),
        {
          vi: 'Tỷ lệ tham gia là số người có bài thi chia cho tổng số người của đơn vị; tổng số và ngày lấy số liệu được in kèm.',
          en: "The rate is persons with an entry over the unit's headcount; the headcount and its date are printed with it.",
        },
      ],
    },
  ];
}
