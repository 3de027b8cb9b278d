import type { RoundRules, Rules } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { formatClosing, formatMoment } from './format-value.ts';
import type { Section } from './section.ts';
import { type TopicTitles, topicWords } from './topic-words.ts';

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
