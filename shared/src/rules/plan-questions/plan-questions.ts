import { z } from 'zod';
import { prizeRanks } from '../../contract/rules.ts';
import { attemptsQuestions } from './attempts-questions.ts';
import { collectiveQuestions } from './collective-questions.ts';
import { peopleQuestions } from './people-questions.ts';
import { type PlanQuestion, planQuestion, putInDraft, readIntegerOrNone } from './plan-question.ts';
import { publicationQuestions } from './publication-questions.ts';
import { questionsQuestions } from './questions-questions.ts';
import { rankingQuestions } from './ranking-questions.ts';
import { roundsQuestions } from './rounds-questions.ts';
import { timeQuestions } from './time-questions.ts';

const countsMessage =
  'cần bốn số cách nhau bằng dấu gạch nối: Nhất-Nhì-Ba-Khuyến khích, ví dụ 1-2-3-0; mỗi số không quá 1000';

const prizesQuestions: PlanQuestion[] = [
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

/**
 * Everything a plan may leave open, in the order a clerk fills in a form and in which answers take effect. Not asked,
 * because silence already means "none": ages, a cap by share of participants, banks per round, the number of the
 * decision that issues the rules.
 */
export const planQuestions: readonly PlanQuestion[] = [
  ...roundsQuestions,
  ...questionsQuestions,
  ...timeQuestions,
  ...attemptsQuestions,
  ...rankingQuestions,
  ...prizesQuestions,
  ...peopleQuestions,
  ...publicationQuestions,
];
