import type { RoundRules, Rules } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { formatMoment } from './format-value.ts';
import type { Section } from './section.ts';

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
