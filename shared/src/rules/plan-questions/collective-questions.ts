import type { RulesDraft } from '../../contract/rules.ts';
import {
  comparisonChoices,
  type DraftFormula,
  type DraftJudging,
  formulaChoices,
  groupingChoices,
  ratesOverChoices,
} from './collective-choices.ts';
import {
  type PlanQuestion,
  planQuestion,
  putInDraft,
  readChoice,
  readInteger,
  readIntegerOrNone,
} from './plan-question.ts';
import { readMandatoryGroups, readSizeTiers, readWeights } from './read-collective-answer.ts';

type DraftAward = NonNullable<ReturnType<typeof awardsOf>[number]>;

const awardsOf = (draft: RulesDraft) => draft.prizes?.collective ?? [];
const formulasOf = (draft: RulesDraft): DraftFormula[] =>
  awardsOf(draft).flatMap(({ judging }) => (isFormula(judging) ? [judging] : []));

function isFormula(judging: DraftJudging | null): judging is DraftFormula {
  return judging !== null && 'metrics' in judging;
}

const mapAwards = (draft: RulesDraft, change: (award: DraftAward) => DraftAward): RulesDraft =>
  putInDraft(draft, 'prizes', { collective: awardsOf(draft).map(change) });

const mapFormulas = (draft: RulesDraft, change: (formula: DraftFormula) => DraftFormula): RulesDraft =>
  mapAwards(draft, (award) => (isFormula(award.judging) ? { ...award, judging: change(award.judging) } : award));

const filterOf = ({ filter }: DraftFormula): NonNullable<DraftFormula['filter']> =>
  filter ?? { minPersons: 1, minRate: null, minRateBySize: null, mandatory: null };

/** How many collective prizes, in which lists, and by what they are judged. One answer applies to all awards left open. */
export const collectiveQuestions: PlanQuestion[] = [
  planQuestion({
    id: 'prizes.collective',
    kind: 'integer',
    prompt: {
      vi: 'Có bao nhiêu giải tập thể khi tổng kết? (0: không có)',
      en: 'How many collective prizes at the end? (0: none)',
    },
    example: '10',
    isOpen: (draft) => draft.prizes?.collective == null,
    read: readInteger(0, 1000),
    put: (draft, count) =>
      putInDraft(draft, 'prizes', {
        collective:
          count === 0
            ? []
            : [
                {
                  label: { vi: 'Giải tập thể', en: 'Collective prizes' },
                  compete: { levels: null, blocks: null },
                  grouping: null,
                  judging: null,
                  ladder: [{ rank: null, count, amountVnd: null }],
                },
              ],
      }),
  }),
  planQuestion({
    id: 'prizes.collectiveGrouping',
    path: 'prizes.collective',
    kind: 'choice',
    prompt: { vi: 'Các đơn vị được xếp chung hay xếp riêng?', en: 'Do units stand in one list or apart?' },
    choices: groupingChoices,
    example: 'together',
    isOpen: (draft) => awardsOf(draft).some(({ grouping }) => grouping === null),
    read: readChoice(groupingChoices),
    put: (draft, grouping) => mapAwards(draft, (award) => ({ ...award, grouping: award.grouping ?? grouping })),
  }),
  planQuestion({
    id: 'prizes.collectiveFormula',
    path: 'prizes.collective',
    kind: 'choice',
    prompt: { vi: 'Giải tập thể được chấm theo công thức nào?', en: 'By which formula are collective prizes judged?' },
    choices: formulaChoices,
    example: 'rate-and-score',
    isOpen: (draft) => awardsOf(draft).some(({ judging }) => judging === null),
    read: readChoice(formulaChoices),
    put: (draft, judging) => mapAwards(draft, (award) => ({ ...award, judging: award.judging ?? judging })),
  }),
  planQuestion({
    id: 'prizes.collectiveWeights',
    path: 'prizes.collective',
    kind: 'text',
    prompt: {
      vi: 'Hệ số phần trăm của hai chỉ số, theo thứ tự trong công thức đã chọn? (ví dụ 60-40)',
      en: 'The weights of the two metrics in percent, in the order of the chosen formula? (such as 60-40)',
    },
    example: '60-40',
    isOpen: (draft) => formulasOf(draft).some(({ metrics }) => metrics?.some(({ weight }) => weight === null)),
    read: readWeights,
    put: (draft, weights) =>
      mapFormulas(draft, (formula) => ({
        ...formula,
        metrics: formula.metrics?.map((each, at) => ({ ...each, weight: each.weight ?? weights[at] ?? 0 })) ?? null,
      })),
  }),
  planQuestion({
    id: 'prizes.collectiveComparison',
    path: 'prizes.collective',
    kind: 'choice',
    prompt: {
      vi: 'So sánh tỷ lệ của đơn vị ít người với đơn vị đông người thế nào?',
      en: 'How are the rates of small and large units compared?',
    },
    choices: comparisonChoices,
    example: 'plain',
    isOpen: (draft) => formulasOf(draft).some(({ comparison }) => comparison === null),
    read: readChoice(comparisonChoices),
    put: (draft, comparison) =>
      mapFormulas(draft, (formula) => ({ ...formula, comparison: formula.comparison ?? comparison })),
  }),
  planQuestion({
    id: 'prizes.collectiveRatesOver',
    path: 'prizes.collective',
    kind: 'choice',
    prompt: {
      vi: 'Tỷ lệ người dự thi tính trên cả cuộc thi hay theo từng tuần?',
      en: 'Over what does the rate of people run?',
    },
    choices: ratesOverChoices,
    example: 'contest',
    isOpen: (draft) => formulasOf(draft).some(({ ratesOver }) => ratesOver === null),
    read: readChoice(ratesOverChoices),
    put: (draft, ratesOver) =>
      mapFormulas(draft, (formula) => ({ ...formula, ratesOver: formula.ratesOver ?? ratesOver })),
  }),
  planQuestion({
    id: 'prizes.collectiveMinRate',
    path: 'prizes.collective',
    kind: 'integer',
    prompt: {
      vi: 'Đơn vị cần tỷ lệ người dự thi tối thiểu bao nhiêu phần trăm để được xếp hạng? (0: không đặt mức)',
      en: 'What participation rate, in percent, does a unit need to be placed? (0: none)',
    },
    example: '50',
    isOpen: (draft) => formulasOf(draft).some(({ filter }) => filter?.minRate == null),
    read: readIntegerOrNone(1, 100),
    put: (draft, percent) =>
      mapFormulas(draft, (formula) => ({
        ...formula,
        filter: { ...filterOf(formula), minRate: formula.filter?.minRate ?? (percent === null ? null : percent / 100) },
      })),
  }),
  planQuestion({
    id: 'prizes.collectiveSizeTiers',
    path: 'prizes.collective',
    kind: 'text',
    prompt: {
      vi: 'Tỷ lệ tối thiểu theo quy mô đơn vị? (0: không đặt; ví dụ “50: 30%; 100: 25%” là dưới 50 người cần 30%, từ 50 đến dưới 100 người cần 25%)',
      en: 'A minimum rate by size? (0: none; “50: 30%; 100: 25%” means 30% under 50 people and 25% from 50 to under 100)',
    },
    example: '0',
    isOpen: (draft) => formulasOf(draft).some(({ filter }) => filter?.minRateBySize == null),
    read: readSizeTiers,
    put: (draft, tiers) =>
      mapFormulas(draft, (formula) => ({
        ...formula,
        filter: { ...filterOf(formula), minRateBySize: formula.filter?.minRateBySize ?? tiers },
      })),
  }),
  planQuestion({
    id: 'prizes.collectiveMandatory',
    path: 'prizes.collective',
    kind: 'text',
    prompt: {
      vi: 'Nhóm nào trong đơn vị bắt buộc phải dự thi? (0: không có; ví dụ “Lãnh đạo: 1 người; Trưởng phòng: 50%”)',
      en: 'Which groups within a unit must take part? (0: none; such as “Lãnh đạo: 1 người; Trưởng phòng: 50%”)',
    },
    example: '0',
    isOpen: (draft) => formulasOf(draft).some(({ filter }) => filter?.mandatory == null),
    read: readMandatoryGroups,
    put: (draft, groups) =>
      mapFormulas(draft, (formula) => ({
        ...formula,
        filter: { ...filterOf(formula), mandatory: formula.filter?.mandatory ?? groups },
      })),
  }),
];
