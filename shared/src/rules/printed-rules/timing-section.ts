import type { Rules } from '../../contract/rules.ts';
import type { LocalText } from '../../contract/text.ts';
import { formatMs, formatNumber, formatSeconds, type Section } from './format-value.ts';

const resolutionWords: Record<Rules['time']['resolution'], LocalText> = {
  second: { vi: 'giây', en: 'second' },
  tenth: { vi: 'một phần mười giây', en: 'tenth of a second' },
  millisecond: { vi: 'mili giây', en: 'millisecond' },
};

/** Time limits and how elapsed time is measured. Source: SPEC T1 to T6; domain (a2) 7. */
export function printTiming({ time, questions }: Rules): Section {
  return {
    id: 'timing',
    heading: { vi: 'Thời gian làm bài', en: 'Time' },
    sentences: [
      printLimit(time.attemptSeconds),
      ...(time.questionSeconds === null ? [] : [printQuestionLimit(time.questionSeconds)]),
      printGrace(time.graceMs),
      {
        vi: 'Chỉ đồng hồ của máy chủ được dùng để tính giờ; đồng hồ trên thiết bị của người dự thi không được dùng đến.',
        en: "Only the server's clock counts; the clock of a contestant's device is never used.",
      },
      printMeasure(questions.pacing),
      printCredit(time.lagCredit, questions.pacing),
      {
        vi: `Thời gian làm bài được so sánh chính xác đến ${resolutionWords[time.resolution].vi}; phần lẻ được bỏ đi.`,
        en: `Elapsed time is compared to the ${resolutionWords[time.resolution].en}; what is beyond is dropped.`,
      },
    ],
  };
}

function printLimit(seconds: number | null): LocalText {
  if (seconds === null) {
    return {
      vi: 'Không giới hạn thời gian làm một bài thi; bài thi khóa khi tuần thi kết thúc.',
      en: 'An attempt has no time limit; it locks when the round closes.',
    };
  }
  const limit = formatSeconds(seconds);
  return {
    vi: `Thời gian làm một bài thi tối đa là ${limit.vi} kể từ khi máy chủ phát đề; bài thi khóa sớm hơn nếu tuần thi kết thúc trước.`,
    en: `An attempt takes at most ${limit.en} from its start on the server; it locks earlier if the round closes first.`,
  };
}

function printQuestionLimit(seconds: number): LocalText {
  const limit = formatSeconds(seconds);
  return {
    vi: `Mỗi câu hỏi được trả lời trong tối đa ${limit.vi} kể từ khi được phát; quá giờ chỉ khóa câu hỏi đó, bài thi tiếp tục với câu sau.`,
    en: `Each question may be answered within ${limit.en} of its hand-out; after that only that question is locked and the attempt goes on.`,
  };
}

function printGrace(graceMs: number): LocalText {
  if (graceMs === 0) {
    return {
      vi: 'Câu trả lời đến máy chủ sau thời điểm khóa không được tính.',
      en: 'An answer that reaches the server after the lock does not count.',
    };
  }
  const grace = formatMs(graceMs);
  return {
    vi: `Câu trả lời đến máy chủ muộn không quá ${grace.vi} sau thời điểm khóa vẫn được tính, với thời gian tính đến đúng thời điểm khóa; đến muộn hơn thì không được tính.`,
    en: `An answer that arrives up to ${grace.en} after the lock still counts, with the time of the lock itself; a later one does not.`,
  };
}

function printMeasure(pacing: Rules['questions']['pacing']): LocalText {
  return pacing === 'one-by-one'
    ? {
        vi: 'Thời gian làm bài là tổng thời gian của các câu, mỗi câu tính từ lúc máy chủ phát câu hỏi đến lúc máy chủ nhận câu trả lời.',
        en: 'Elapsed time is the sum over the questions, each from its hand-out by the server to the arrival of the answer at the server.',
      }
    : {
        vi: 'Thời gian làm bài tính từ lúc máy chủ phát đề đến lúc máy chủ nhận lệnh nộp bài.',
        en: 'Elapsed time runs from the hand-out of the paper by the server to the arrival of the submission at the server.',
      };
}

/** On a paper the credit is given once, with the submission; one by one each answer spends and gives back. Source: SPEC T3, T4. */
function printCredit(
  { quotaMs, refillMs }: Rules['time']['lagCredit'],
  pacing: Rules['questions']['pacing'],
): LocalText {
  if (quotaMs === 0) {
    return {
      vi: 'Độ trễ đường truyền không được trừ khỏi thời gian làm bài.',
      en: 'The lag of the line is not taken off the elapsed time.',
    };
  }
  const quota = formatNumber(quotaMs);
  if (pacing === 'paper') {
    return {
      vi: `Khi nộp bài, độ trễ đường truyền do máy chủ đo được trừ một lần khỏi thời gian làm bài, tối đa ${quota.vi} mili giây. Số đã trừ được lưu cùng bài thi.`,
      en: `At submission the lag measured by the server is taken once off the elapsed time, at most ${quota.en} milliseconds. What was credited is stored with the attempt.`,
    };
  }
  const refill = formatNumber(refillMs);
  return {
    vi: `Độ trễ đường truyền do máy chủ đo được trừ khỏi thời gian làm bài trong hạn mức ${quota.vi} mili giây; sau mỗi câu trả lời, hạn mức được bù lại ${refill.vi} mili giây nhưng không vượt quá mức ban đầu. Số đã trừ được lưu cùng câu trả lời.`,
    en: `Lag measured by the server is taken off the elapsed time from a quota of ${quota.en} milliseconds; each answer gives back ${refill.en} milliseconds, never above the initial quota. What was credited is stored with the answer.`,
  };
}
