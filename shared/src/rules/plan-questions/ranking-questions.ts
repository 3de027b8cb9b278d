import { z } from 'zod';
import { LadderKey, ladderKeys, Prediction, predictionKinds, type RulesDraft } from '../../contract/rules.ts';
import { wordsOfLadderKey } from '../printed-rules/value-words.ts';
import { type PlanQuestion, planQuestion, putInDraft, readChoice, readInteger } from './plan-question.ts';

const severalChoices = [
  {
    value: 'all-or-nothing',
    puts: 'all-or-nothing' as const,
    label: { vi: 'Chọn đúng và đủ mới được điểm', en: 'Points only for exactly the right options' },
  },
  {
    value: 'share',
    puts: 'share' as const,
    label: {
      vi: 'Được một phần điểm theo số phương án chọn đúng',
      en: 'A share of the points for the right options chosen',
    },
  },
];

const lastChoices = [
  {
    value: 'committee',
    puts: 'committee' as const,
    label: { vi: 'Ban Tổ chức quyết định', en: 'The organizing committee decides' },
  },
  {
    value: 'draw',
    puts: 'draw' as const,
    label: { vi: 'Bốc thăm công khai, có biên bản', en: 'A public draw by lot, on record' },
  },
  {
    value: 'sudden-death',
    puts: 'sudden-death' as const,
    label: { vi: 'Thi thêm câu hỏi phân định', en: 'A deciding question' },
  },
];

const predictionLabels = {
  ALL_CORRECT_PERSONS: { vi: 'Dự đoán số người trả lời đúng tất cả', en: 'How many people get everything right' },
  PARTICIPANT_PERSONS: { vi: 'Dự đoán số người tham gia tuần thi', en: 'How many people take part in the round' },
  ATTEMPTS: { vi: 'Dự đoán số lượt thi của tuần thi', en: 'How many attempts are made in the round' },
};
const predictionMessage =
  'cần đủ bốn nội dung của câu dự đoán (nội dung hỏi, vai trò, xử lý khi không dự đoán, thời điểm lấy số liệu), hoặc “không có”';
const ladderMessage = 'cần ít nhất một tiêu chí xếp hạng, không lặp lại, theo thứ tự từ trước đến sau';

export const rankingQuestions: PlanQuestion[] = [
  planQuestion({
    id: 'points.perQuestion',
    kind: 'integer',
    prompt: { vi: 'Mỗi câu trả lời đúng được bao nhiêu điểm?', en: 'How many points for a right answer?' },
    example: '10',
    isOpen: (draft) => draft.points?.perQuestion == null,
    read: readInteger(1, 1000),
    put: (draft, perQuestion) => putInDraft(draft, 'points', { perQuestion }),
  }),
  planQuestion({
    id: 'points.several',
    kind: 'choice',
    prompt: {
      vi: 'Câu có nhiều phương án đúng được tính điểm thế nào?',
      en: 'How does a question with several right options score?',
    },
    choices: severalChoices,
    example: 'all-or-nothing',
    isOpen: (draft) => draft.questions?.answerMode === 'several' && draft.points?.several == null,
    read: readChoice(severalChoices),
    put: (draft, several) => putInDraft(draft, 'points', { several }),
  }),
  planQuestion({
    id: 'prediction',
    kind: 'prediction',
    prompt: {
      vi: 'Có câu dự đoán không? Nếu có: hỏi gì, dùng để phân định hay là điều kiện đạt giải, không dự đoán thì xử lý ra sao, lấy số liệu lúc nào?',
      en: 'Is there a prediction? If so: of what, as a tie-break or a condition of winning, what if it is missing, and when is the target counted?',
    },
    choices: [
      { value: 'none', label: { vi: 'Không có câu dự đoán', en: 'No prediction' } },
      ...predictionKinds.map((value) => ({ value, label: predictionLabels[value] })),
    ],
    example: examplePrediction,
    isOpen: ({ prediction }) => prediction === null || Object.values(prediction).includes(null),
    read: z.union(
      [
        z.null(),
        z.literal('none').transform(() => null),
        Prediction,
        z.string().transform(parseParts).pipe(Prediction),
      ],
      predictionMessage,
    ),
    put: (draft, prediction) => {
      const contradicted = contradictsPlan(draft.prediction, prediction);
      return contradicted === null ? { ...draft, prediction } : { issue: contradicted };
    },
  }),
  planQuestion({
    id: 'ladder.keys',
    kind: 'ladder',
    prompt: {
      vi: 'Xếp hạng theo những tiêu chí nào, tiêu chí nào xét trước?',
      en: 'Which keys decide the ranking, and in what order?',
    },
    choices: ladderKeys.map((value) => ({ value, label: wordsOfLadderKey[value] })),
    example: (draft) => (draft.prediction === null ? 'score,elapsed,submittedAt' : 'score,predictionError,submittedAt'),
    isOpen: (draft) => draft.ladder?.keys == null,
    read: z
      .union(
        [z.array(z.string()), z.string().transform((text) => text.split(',').map((key) => key.trim()))],
        ladderMessage,
      )
      .pipe(z.array(LadderKey, ladderMessage).min(1, ladderMessage))
      .refine((keys) => new Set(keys).size === keys.length, ladderMessage),
    put: (draft, keys) => putInDraft(draft, 'ladder', { keys }),
  }),
  planQuestion({
    id: 'ladder.last',
    kind: 'choice',
    prompt: {
      vi: 'Nếu vẫn bằng nhau ở mọi tiêu chí thì phân định thế nào?',
      en: 'What if people are equal on every key?',
    },
    choices: lastChoices,
    example: 'committee',
    isOpen: (draft) => draft.ladder?.last == null,
    read: readChoice(lastChoices),
    put: (draft, last) => putInDraft(draft, 'ladder', { last }),
  }),
];

/** What the plan gives, and for the rest what comparable contests do; `none` where the plan has no prediction. */
function examplePrediction({ prediction }: RulesDraft): string {
  if (prediction === null || prediction.kind === null) return 'none';
  const { kind, role, missing, targetBasis } = prediction;
  return [kind, role ?? 'tie-break', missing ?? 'ranks-last', targetBasis ?? 'as-closed'].join(' ');
}

function parseParts(text: string): unknown {
  const [kind, role, missing, targetBasis] = text.trim().split(/\s+/);
  return { kind, role, missing, targetBasis };
}

/** What the plan states of the prediction cannot be answered otherwise. */
function contradictsPlan(plan: RulesDraft['prediction'], answer: Prediction | null): string | null {
  if (plan === null) return null;
  if (answer === null) return 'kế hoạch có câu dự đoán, không thể chọn “không có”';
  const differs = (['kind', 'role', 'missing', 'targetBasis'] as const).some(
    (part) => plan[part] !== null && plan[part] !== answer[part],
  );
  return differs ? 'khác với nội dung câu dự đoán đã nêu trong kế hoạch' : null;
}
