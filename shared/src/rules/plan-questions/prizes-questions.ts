import { z } from 'zod';
import { prizeRanks } from '../../contract/rules.ts';
import { collectiveQuestions } from './collective-questions.ts';
import { type PlanQuestion, planQuestion } from './plan-question.ts';
import { putInDraft } from './put-in-draft.ts';
import { readIntegerOrNone } from './read-answer.ts';

const countsMessage =
  'cần bốn số cách nhau bằng dấu gạch nối: Nhất-Nhì-Ba-Khuyến khích, ví dụ 1-2-3-0; mỗi số không quá 1000';

export const prizesQuestions: PlanQuestion[] = [
  planQuestion({
    id: 'prizes.round',
    kind: 'text',
    prompt: {
      vi: 'Mỗi tuần có bao nhiêu giải cá nhân? (số giải Nhất-Nhì-Ba-Khuyến khích, ví dụ 1-2-3-0)',
      en: 'How many individual prizes each week? (first-second-third-consolation, such as 1-2-3-0)',
    },
    example: '1-2-3-0',
    isOpen: (draft) => draft.prizes?.round == null,
    read: z
      .string(countsMessage)
      .trim()
      .regex(/^\d{1,4}-\d{1,4}-\d{1,4}-\d{1,4}$/, countsMessage)
      .transform((text) => text.split('-').map(Number))
      .refine((counts) => counts.every((count) => count <= 1000), countsMessage),
    put: (draft, counts) => {
      const all = prizeRanks.map((rank, index) => ({ rank, count: counts[index] ?? 0, amountVnd: null }));
      return putInDraft(draft, 'prizes', { round: all.filter(({ count }) => count > 0) });
    },
  }),
  ...collectiveQuestions,
  planQuestion({
    id: 'caps.perPersonMax',
    kind: 'integer',
    prompt: {
      vi: 'Một người được nhận tối đa bao nhiêu giải cá nhân trong cả cuộc thi? (0: không giới hạn)',
      en: 'How many individual prizes may one person win in the whole contest? (0: no limit)',
    },
    example: '1',
    isOpen: (draft) => draft.caps?.perPersonMax == null,
    read: readIntegerOrNone(1, 1000),
    put: (draft, perPersonMax) => putInDraft(draft, 'caps', { perPersonMax }),
  }),
];
