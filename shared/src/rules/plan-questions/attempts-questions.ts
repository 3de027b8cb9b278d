import type { Rules, RulesDraft } from '../../contract/rules.ts';
import {
  type Choice,
  type PlanQuestion,
  planQuestion,
  putInDraft,
  readBoolean,
  readChoice,
  readInteger,
} from './plan-question.ts';

type Policy = { policy: Rules['attempts']['policy']; max: number | null };
const policyChoices: Choice<Policy>[] = [
  limited('per-round', 1),
  limited('per-round', 2),
  limited('per-round', 3),
  limited('per-round', 5),
  limited('per-round', 10),
  limited('per-contest', 1),
  limited('per-contest', 3),
  {
    value: 'unlimited',
    puts: { policy: 'unlimited', max: null },
    label: { vi: 'Không giới hạn số lượt thi', en: 'No limit on attempts' },
  },
];

const countedChoices = [
  {
    value: 'best',
    puts: 'best' as const,
    label: { vi: 'Bài có điểm cao nhất, rồi thời gian ngắn nhất', en: 'The best by points, then by time' },
  },
  { value: 'first', puts: 'first' as const, label: { vi: 'Bài nộp đầu tiên', en: 'The first one submitted' } },
  { value: 'last', puts: 'last' as const, label: { vi: 'Bài nộp cuối cùng', en: 'The last one submitted' } },
];

export const attemptsQuestions: PlanQuestion[] = [
  planQuestion({
    id: 'attempts.policy',
    kind: 'choice',
    prompt: { vi: 'Mỗi người được thi mấy lượt?', en: 'How many attempts has each person?' },
    choices: policyChoices,
    example: 'per-round 1',
    isOpen: ({ attempts }) => attempts?.policy == null || (attempts.policy !== 'unlimited' && attempts.max === null),
    read: readChoice(policyChoices),
    put: (draft, puts) => {
      const after = putInDraft(draft, 'attempts', puts);
      // With a single attempt there is nothing to choose between and nothing to wait for.
      return puts.max === 1 ? putInDraft(after, 'attempts', { counted: 'first', coolDownSeconds: 0 }) : after;
    },
  }),
  planQuestion({
    id: 'attempts.counted',
    kind: 'choice',
    prompt: {
      vi: 'Khi thi nhiều lượt, bài thi nào được tính để xếp hạng?',
      en: 'With several attempts, which one counts for the ranking?',
    },
    choices: countedChoices,
    example: 'best',
    isOpen: (draft) => takesSeveral(draft) && draft.attempts?.counted === null,
    read: readChoice(countedChoices),
    put: (draft, counted) => putInDraft(draft, 'attempts', { counted }),
  }),
  planQuestion({
    id: 'attempts.coolDownSeconds',
    kind: 'integer',
    prompt: {
      vi: 'Sau khi nộp bài phải chờ bao nhiêu giây mới được thi lượt tiếp theo? (0: không phải chờ)',
      en: 'How many seconds after a submission may the next attempt start? (0: at once)',
    },
    example: '120',
    isOpen: (draft) => takesSeveral(draft) && draft.attempts?.coolDownSeconds === null,
    read: readInteger(0, 86_400),
    put: (draft, coolDownSeconds) => putInDraft(draft, 'attempts', { coolDownSeconds }),
  }),
  planQuestion({
    id: 'attempts.practice',
    kind: 'boolean',
    prompt: { vi: 'Có cho thi thử (không tính kết quả) không?', en: 'Is there practice that does not count?' },
    example: 'true',
    isOpen: (draft) => draft.attempts?.practice == null,
    read: readBoolean(),
    put: (draft, practice) => putInDraft(draft, 'attempts', { practice }),
  }),
  planQuestion({
    id: 'attempts.completeOnly',
    kind: 'boolean',
    prompt: {
      vi: 'Bài thi còn câu bỏ trống có bị loại không?',
      en: 'Is an entry with an unanswered question left out?',
    },
    example: 'false',
    isOpen: (draft) => draft.attempts?.completeOnly == null,
    read: readBoolean(),
    put: (draft, completeOnly) => putInDraft(draft, 'attempts', { completeOnly }),
  }),
];

/** Known to allow more than one attempt. */
function takesSeveral({ attempts }: RulesDraft): boolean {
  return attempts?.policy === 'unlimited' || (attempts?.max ?? 1) > 1;
}

function limited(policy: 'per-round' | 'per-contest', max: number) {
  const scope =
    policy === 'per-round'
      ? { vi: 'mỗi tuần thi', en: 'in each round' }
      : { vi: 'trong cả cuộc thi', en: 'in the whole contest' };
  return {
    value: `${policy} ${max}`,
    puts: { policy, max },
    label: { vi: `${max} lượt ${scope.vi}`, en: `${max} ${max === 1 ? 'attempt' : 'attempts'} ${scope.en}` },
  };
}
