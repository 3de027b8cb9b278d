import { type PlanQuestion, planQuestion, putInDraft, readChoice, readIntegerOrNone } from './plan-question.ts';

const resolutionChoices = [
  {
    value: 'second',
    puts: 'second' as const,
    label: {
      vi: 'Đến giây: tiêu chí xếp sau vẫn có dịp quyết định',
      en: 'To the second: later keys still get to decide',
    },
  },
  { value: 'tenth', puts: 'tenth' as const, label: { vi: 'Đến một phần mười giây', en: 'To a tenth of a second' } },
  {
    value: 'millisecond',
    puts: 'millisecond' as const,
    label: {
      vi: 'Đến mili giây: gần như không còn ai bằng nhau',
      en: 'To the millisecond: hardly anyone is ever equal',
    },
  },
];

/** Enough for a far connection on paper, too little to be worth a lie. Source: SPEC T7. */
export const suggestedLagCredit = { quotaMs: 250, refillMs: 50 };

const networkChoices = [
  network(1500, suggestedLagCredit.quotaMs, suggestedLagCredit.refillMs),
  network(1500, 500, 100),
  network(1000, 300, 50),
  network(3000, 1000, 100),
  {
    value: 'none',
    puts: { graceMs: 0, lagCredit: { quotaMs: 0, refillMs: 0 } },
    label: { vi: 'Không nhận muộn, không trừ độ trễ', en: 'No grace, no lag credit' },
  },
];

export const timeQuestions: PlanQuestion[] = [
  planQuestion({
    id: 'time.attemptSeconds',
    kind: 'integer',
    prompt: {
      vi: 'Thời gian làm một bài thi tối đa bao nhiêu giây? (0: không giới hạn, đến hết tuần thi)',
      en: 'How many seconds may one attempt take? (0: no limit, until the round closes)',
    },
    example: '1200',
    isOpen: (draft) => draft.time?.attemptSeconds == null,
    read: readIntegerOrNone(10, 86_400),
    put: (draft, attemptSeconds) => putInDraft(draft, 'time', { attemptSeconds }),
  }),
  planQuestion({
    id: 'time.questionSeconds',
    kind: 'integer',
    prompt: {
      vi: 'Mỗi câu hỏi có giới hạn riêng bao nhiêu giây? (0: không giới hạn riêng)',
      en: 'How many seconds for a single question? (0: no limit of its own)',
    },
    example: '0',
    isOpen: (draft) => draft.questions?.pacing === 'one-by-one' && draft.time?.questionSeconds == null,
    read: readIntegerOrNone(3, 3600),
    put: (draft, questionSeconds) => putInDraft(draft, 'time', { questionSeconds }),
  }),
  planQuestion({
    id: 'time.resolution',
    kind: 'choice',
    prompt: { vi: 'Thời gian làm bài được so sánh chính xác đến đâu?', en: 'How finely is elapsed time compared?' },
    choices: resolutionChoices,
    example: 'second',
    isOpen: (draft) => draft.time?.resolution == null,
    read: readChoice(resolutionChoices),
    put: (draft, resolution) => putInDraft(draft, 'time', { resolution }),
  }),
  planQuestion({
    id: 'time.network',
    path: 'time.graceMs',
    kind: 'choice',
    prompt: {
      vi: 'Đường truyền chậm được bù thế nào? (mức nhận muộn sau khi hết giờ; độ trễ được trừ khỏi thời gian làm bài)',
      en: 'How is a slow line made up for? (grace after the time is up; lag taken off the elapsed time)',
    },
    choices: networkChoices,
    example: `1500 ${suggestedLagCredit.quotaMs}/${suggestedLagCredit.refillMs}`,
    isOpen: (draft) => draft.time?.graceMs == null || draft.time.lagCredit === null,
    read: readChoice(networkChoices),
    put: (draft, puts) => putInDraft(draft, 'time', puts),
  }),
];

function network(graceMs: number, quotaMs: number, refillMs: number) {
  return {
    value: `${graceMs} ${quotaMs}/${refillMs}`,
    puts: { graceMs, lagCredit: { quotaMs, refillMs } },
    label: {
      vi: `Nhận muộn tối đa ${graceMs} ms; trừ độ trễ trong hạn mức ${quotaMs} ms (phát từng câu: mỗi câu trả lời hồi lại ${refillMs} ms)`,
      en: `Up to ${graceMs} ms of grace; lag credit from a quota of ${quotaMs} ms (one by one: each answer gives back ${refillMs} ms)`,
    },
  };
}
