import type { CollectiveFormula, RateComparison } from '../../contract/collective.ts';
import type { RulesDraft } from '../../contract/rules.ts';
import type { Choice } from './plan-question.ts';

type DraftAward = NonNullable<NonNullable<NonNullable<RulesDraft['prizes']>['collective']>[number]>;
export type DraftJudging = NonNullable<DraftAward['judging']>;
export type DraftFormula = Extract<DraftJudging, { metrics: unknown }>;

const rates: readonly string[] = ['personsRate', 'allCorrectRate'];

/** What the formula leaves to be asked: weights that its source does not give, conditions, how and over what rates are compared. */
function formulaOf(
  metrics: NonNullable<DraftFormula['metrics']>,
  ratesOver: CollectiveFormula['ratesOver'] | null = null,
): DraftFormula {
  const hasRate = metrics.some(({ metric }) => metric !== null && rates.includes(metric));
  return {
    by: 'formula',
    filter: { minPersons: 1, minRate: null, minRateBySize: null, mandatory: null },
    comparison: hasRate ? null : { method: 'plain' },
    metrics,
    prizePoints: { FIRST: 10, SECOND: 8, THIRD: 6, CONSOLATION: 4 },
    ratesOver,
    rounds: null,
    decimals: 2,
  };
}

/** Formulas as contests of this kind have printed them. Source: domain (a5), each with its tag. */
export const formulaChoices: readonly Choice<DraftJudging>[] = [
  {
    value: 'rate-and-score',
    label: {
      vi: 'Tỷ lệ người dự thi và điểm trung bình, theo hệ số',
      en: 'Participation rate and mean score, by weights',
    },
    // tags S000 and B2
    puts: formulaOf([
      { metric: 'personsRate', weight: null, scale: 'own' },
      { metric: 'meanScore', weight: null, scale: 'own' },
    ]),
  },
  {
    value: 'attempts-and-score',
    label: {
      vi: 'Số lượt thi (so với đơn vị nhiều lượt nhất) và điểm trung bình, theo hệ số',
      en: 'Attempts (against the unit with the most) and mean score, by weights',
    },
    // tag S001, without "active leadership", which is no number
    puts: formulaOf([
      { metric: 'attempts', weight: null, scale: 'best' },
      { metric: 'meanScore', weight: null, scale: 'own' },
    ]),
  },
  {
    value: 'rate-and-prizes',
    label: {
      vi: 'Tỷ lệ người dự thi bình quân các tuần (tính theo %) cộng điểm quy đổi giải cá nhân 10, 8, 6, 4',
      en: 'Mean participation rate over the rounds (in %) plus points for individual prizes: 10, 8, 6, 4',
    },
    // tag B7
    puts: formulaOf(
      [
        { metric: 'personsRate', weight: 1, scale: 'own' },
        { metric: 'prizePoints', weight: 1, scale: 'own' },
      ],
      'mean-of-rounds',
    ),
  },
  {
    value: 'rate',
    label: { vi: 'Chỉ tỷ lệ người dự thi', en: 'The participation rate alone' },
    puts: formulaOf([{ metric: 'personsRate', weight: 1, scale: 'own' }]), // tag A10
  },
  {
    value: 'persons',
    label: { vi: 'Chỉ số người dự thi', en: 'The number of people alone' },
    puts: formulaOf([{ metric: 'persons', weight: 1, scale: 'own' }]), // tags B1 and B33
  },
  {
    value: 'winners',
    label: { vi: 'Chỉ số người đạt giải cá nhân', en: 'The number of people with an individual prize alone' },
    puts: formulaOf([{ metric: 'winners', weight: 1, scale: 'own' }]), // tag B1
  },
  {
    value: 'committee',
    label: {
      vi: 'Ban Tổ chức tự xét, thể lệ không nêu công thức',
      en: 'The committee judges by itself; the rules give no formula',
    },
    puts: { by: 'committee' },
  },
];

export const comparisonChoices: readonly Choice<RateComparison>[] = [
  {
    value: 'plain',
    puts: { method: 'plain' },
    label: {
      vi: 'So sánh nguyên tỷ lệ: 5/5 người (100\u00a0%) xếp trên 880/900 người (97,78\u00a0%)',
      en: 'As they are: 5 of 5 (100\u00a0%) comes before 880 of 900 (97.78\u00a0%)',
    },
  },
  {
    value: 'wilson',
    puts: { method: 'wilson', z: 1.96 },
    label: {
      vi: 'Cận dưới Wilson 95\u00a0%, có tính đến quy mô: 880/900 người (96,59\u00a0%) xếp trên 5/5 người (56,55\u00a0%)',
      en: 'Lower end of the 95\u00a0% Wilson interval, which heeds size: 880 of 900 (96.59\u00a0%) comes before 5 of 5 (56.55\u00a0%)',
    },
  },
  {
    value: 'size-bands',
    puts: { method: 'size-bands', bounds: [50, 200] },
    label: {
      vi: 'Chia nhóm quy mô dưới 50, từ 50 đến dưới 200, từ 200 người; mỗi nhóm có giải riêng',
      en: 'Bands of under 50, 50 to under 200, and 200 people or more, each with prizes of its own',
    },
  },
];

export const ratesOverChoices: readonly Choice<CollectiveFormula['ratesOver']>[] = [
  {
    value: 'contest',
    puts: 'contest',
    label: { vi: 'Cả cuộc thi, mỗi người tính một lần', en: 'The whole contest, each person once' },
  },
  {
    value: 'mean-of-rounds',
    puts: 'mean-of-rounds',
    label: { vi: 'Bình quân tỷ lệ của các tuần', en: 'The mean of the rounds’ rates' },
  },
];

export const groupingChoices: readonly Choice<'together' | 'level' | 'block'>[] = [
  { value: 'together', puts: 'together', label: { vi: 'Xếp chung một danh sách', en: 'All in one list' } },
  {
    value: 'level',
    puts: 'level',
    label: { vi: 'Mỗi cấp đơn vị xếp riêng, có giải riêng', en: 'Each level apart, with prizes of its own' },
  },
  {
    value: 'block',
    puts: 'block',
    label: { vi: 'Mỗi khối xếp riêng, có giải riêng', en: 'Each block apart, with prizes of its own' },
  },
];
