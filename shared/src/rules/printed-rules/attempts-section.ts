import type { Rules } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { formatCount, formatSeconds, type Section } from './format-value.ts';

const countedWords: Record<Rules['attempts']['counted'], LocalText> = {
  best: {
    vi: 'Khi thi nhiều lượt, bài có điểm cao nhất được tính; điểm bằng nhau thì lấy bài có thời gian làm bài ngắn hơn, rồi bài nộp sớm hơn.',
    en: 'Of several attempts, the one with the most points counts; on equal points the one with less elapsed time, then the one submitted earlier.',
  },
  first: { vi: 'Khi thi nhiều lượt, lượt thi đầu tiên được tính.', en: 'Of several attempts, the first one counts.' },
  last: { vi: 'Khi thi nhiều lượt, lượt thi cuối cùng được tính.', en: 'Of several attempts, the last one counts.' },
};

/** How often, how soon again, and which attempt counts. Source: SPEC A7, A9 to A12; domain (a2) 8, 9. */
export function printAttempts({ attempts }: Rules): Section {
  const single = attempts.max === 1;
  return {
    id: 'attempts',
    heading: { vi: 'Lượt thi', en: 'Attempts' },
    sentences: [
      printPolicy(attempts),
      ...(single ? [] : [printCoolDown(attempts.coolDownSeconds), countedWords[attempts.counted]]),
      ...(single && attempts.policy === 'per-round' ? [] : [notByPrediction]),
      attempts.completeOnly
        ? {
            vi: 'Bài thi còn câu hỏi chưa trả lời không được tính kết quả.',
            en: 'An entry that leaves a question unanswered does not count.',
          }
        : {
            vi: 'Bài thi còn câu hỏi chưa trả lời vẫn được tính; câu chưa trả lời không có điểm.',
            en: 'An entry with unanswered questions still counts; they score nothing.',
          },
      attempts.practice
        ? {
            vi: 'Có phần thi thử bằng câu hỏi dành riêng, không ra trong bài thi tính kết quả; lượt thi thử không tính kết quả, không tính vào số lượt thi và số người dự thi.',
            en: 'There is practice with questions of its own, which no attempt that counts draws; it never counts, neither as an attempt nor as a person.',
          }
        : { vi: 'Không có phần thi thử.', en: 'There is no practice.' },
      {
        vi: 'Mỗi thời điểm, mỗi người chỉ có một bài thi đang làm. Khi mở bài thi trên thiết bị khác, thiết bị mới nhất được làm tiếp bài thi đó.',
        en: 'A person has one running attempt at a time. When it is opened on another device, the newest device goes on with it.',
      },
    ],
  };
}

const notByPrediction = {
  vi: 'Việc chọn bài thi được tính chỉ dựa vào điểm, thời gian và thứ tự nộp, không dựa vào câu dự đoán.',
  en: 'Which attempt counts is decided by score, time and order alone, never by the prediction.',
};

function printPolicy({ policy, max }: Rules['attempts']): LocalText {
  if (policy === 'unlimited' || max === null) {
    return { vi: 'Số lượt thi của mỗi người không giới hạn.', en: 'There is no limit on attempts.' };
  }
  const count = formatCount(max);
  const plural = max === 1 ? 'attempt' : 'attempts';
  return policy === 'per-round'
    ? {
        vi: `Mỗi người được thi tối đa ${count.vi} lượt trong mỗi tuần thi.`,
        en: `Each person has at most ${count.en} ${plural} in each round.`,
      }
    : {
        vi: `Mỗi người được thi tối đa ${count.vi} lượt trong cả Cuộc thi.`,
        en: `Each person has at most ${count.en} ${plural} in the whole contest.`,
      };
}

function printCoolDown(seconds: number): LocalText {
  if (seconds === 0) {
    return {
      vi: 'Sau khi nộp bài có thể thi ngay lượt tiếp theo.',
      en: 'The next attempt may start right after a submission.',
    };
  }
  const wait = formatSeconds(seconds);
  return {
    vi: `Lượt thi tiếp theo được bắt đầu sau ít nhất ${wait.vi} kể từ lần nộp bài gần nhất.`,
    en: `The next attempt may start ${wait.en} after the last submission at the earliest.`,
  };
}
