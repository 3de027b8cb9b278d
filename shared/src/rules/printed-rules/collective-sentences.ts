import type { CollectiveAward, CollectiveFormula } from '../../contract/collective.ts';
import type { LocalText } from '../../contract/text.ts';
import { needsHeadcount } from '../collective/filter-unit.ts';
import { formatCount, formatNumber, formatShare, joinWords } from './format-value.ts';
import { defineMetric, wordsOfLevel, wordsOfMetric } from './value-words.ts';

/** An award's rules without its prizes: who competes, then how it is judged. Source: SPEC G2, R5. */
export const printAwardRules = (award: CollectiveAward): LocalText[] => [printWho(award), ...printJudging(award)];

/** How an award is judged, as the code does it. Source: SPEC G2, R5; domain (a5). */
export function printJudging(award: CollectiveAward): LocalText[] {
  const { judging } = award;
  if (judging.by === 'committee') {
    return [
      {
        vi: 'Ban Tổ chức xét chọn đơn vị đạt giải; Thể lệ không quy định công thức chấm.',
        en: 'The organizing committee chooses the winning units; these rules give no formula.',
      },
    ];
  }
  return [
    ...printScope(judging),
    ...printFilter(judging),
    ...printComparison(judging),
    ...printMetrics(judging),
    printRounding(judging),
    {
      vi: 'Đơn vị có tổng điểm bằng nhau xếp đồng hạng; khi các đơn vị đồng hạng không thể nhận giải như nhau, Ban Tổ chức quyết định.',
      en: 'Units with the same total share a rank; where equals cannot all get the same prize, the committee decides.',
    },
  ];
}

export function printWho({ label, compete, grouping }: CollectiveAward): LocalText {
  const levels =
    compete.levels === null
      ? { vi: 'cơ quan, đơn vị, địa phương ở mọi cấp', en: 'agencies, units and localities of every level' }
      : joinWords(compete.levels.map(wordsOfLevel));
  const blocks = compete.blocks === null ? null : compete.blocks.join('; ');
  const grouped: Record<CollectiveAward['grouping'], LocalText> = {
    together: { vi: 'các đơn vị được xếp chung một danh sách', en: 'all stand in one list' },
    level: {
      vi: 'mỗi cấp được xếp riêng và có cơ cấu giải riêng',
      en: 'each level has a list and prizes of its own',
    },
    block: {
      vi: 'mỗi khối được xếp riêng và có cơ cấu giải riêng',
      en: 'each block has a list and prizes of its own',
    },
  };
  return {
    vi: `${label.vi}: xét ${levels.vi}${blocks === null ? '' : `, thuộc các khối: ${blocks}`}; ${grouped[grouping].vi}.`,
    en: `${label.en}: for ${levels.en}${blocks === null ? '' : `, of the blocks: ${blocks}`}; ${grouped[grouping].en}.`,
  };
}

function printScope(formula: CollectiveFormula): LocalText[] {
  const { rounds } = formula;
  const listed = rounds?.join(', ');
  const sentences: LocalText[] = [
    listed === undefined
      ? { vi: 'Kết quả được tính trên tất cả các tuần thi.', en: 'All rounds count.' }
      : { vi: `Kết quả được tính trên các tuần thi thứ: ${listed}.`, en: `These rounds count: ${listed}.` },
    {
      vi: 'Mỗi người được tính cho một đơn vị, là đơn vị của người đó khi tuần thi cuối cùng được tính kết thúc; đơn vị cấp trên được tính cả người của các đơn vị trực thuộc.',
      en: 'A person counts for one unit, their own when the last of these rounds closes; a unit counts with those below it.',
    },
  ];
  if (!needsHeadcount(formula)) return sentences;
  return [
    ...sentences,
    formula.ratesOver === 'contest'
      ? {
          vi: 'Tỷ lệ người dự thi là số người dự thi, mỗi người tính một lần, chia cho tổng số người của đơn vị.',
          en: 'The participation rate is people taking part, each counted once, over the unit’s headcount.',
        }
      : {
          vi: 'Tỷ lệ người dự thi là bình quân của tỷ lệ các tuần thi, mỗi tuần lấy số người dự thi trong tuần chia cho tổng số người của đơn vị.',
          en: 'The participation rate is the mean of the rounds’ rates, each being the people of the round over the unit’s headcount.',
        },
    {
      vi: 'Đơn vị chưa có tổng số người thì không được xếp hạng; tỷ lệ trên 100\u00a0% được giữ nguyên và ghi chú để kiểm tra.',
      en: 'A unit without a headcount is not placed; a rate above 100\u00a0% is kept as it is and marked for checking.',
    },
  ];
}

function printComparison({ comparison, metrics }: CollectiveFormula): LocalText[] {
  switch (comparison.method) {
    case 'plain':
      return [
        {
          vi: 'Các tỷ lệ được so sánh nguyên giá trị, không phân biệt đơn vị đông người hay ít người.',
          en: 'Rates are compared as they are, whatever the size of a unit.',
        },
      ];
    case 'size-bands': {
      const bands = describeBands(comparison.bounds);
      return [
        {
          vi: `Các đơn vị được chia nhóm theo quy mô: ${bands.vi}; mỗi nhóm được xếp riêng và có cơ cấu giải riêng.`,
          en: `Units are divided by size: ${bands.en}; each band has a list and prizes of its own.`,
        },
      ];
    }
    case 'wilson': {
      const z = formatNumber(comparison.z);
      const allCorrect = metrics.some(({ metric }) => metric === 'allCorrectRate');
      return [
        {
          vi: `Các tỷ lệ được tính bằng cận dưới của khoảng Wilson với z = ${z.vi}: (p + z²/2n − z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), trong đó p là tỷ lệ, n là tổng số người của đơn vị${allCorrect ? ' (đối với tỷ lệ bài thi đúng tất cả: n là số bài thi được tính)' : ''}.`,
          en: `Rates count by the lower end of the Wilson interval with z = ${z.en}: (p + z²/2n − z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), where p is the rate and n the unit’s headcount${allCorrect ? ' (for entries with everything right: the number of counted entries)' : ''}.`,
        },
      ];
    }
  }
}

function describeBands(bounds: readonly number[]): LocalText {
  const bands = [...bounds, null].map((under, at) => {
    const from = formatNumber(bounds[at - 1] ?? 1);
    const to = under === null ? null : formatNumber(under);
    if (at === 0) return { vi: `dưới ${to?.vi} người`, en: `under ${to?.en} people` };
    if (to === null) return { vi: `từ ${from.vi} người trở lên`, en: `${from.en} people and more` };
    return { vi: `từ ${from.vi} đến dưới ${to.vi} người`, en: `from ${from.en} to under ${to.en} people` };
  });
  return joinWords(bands);
}

function printMetrics(formula: CollectiveFormula): LocalText[] {
  return [
    { vi: 'Tổng điểm của đơn vị là tổng các chỉ số sau:', en: 'A unit’s total is the sum of these metrics:' },
    ...formula.metrics.map(({ metric, weight, scale }) => {
      const factor = formatNumber(weight);
      const name = wordsOfMetric[metric];
      const defined = defineMetric(metric, formula);
      const scaled =
        scale === 'best'
          ? {
              vi: ', quy về thang 100 so với mức cao nhất trong nhóm',
              en: ', on a scale on which the group’s best is 100',
            }
          : { vi: '', en: '' };
      return {
        vi: `${name.vi[0]?.toUpperCase()}${name.vi.slice(1)}${defined ? ` (${defined.vi})` : ''}${scaled.vi}: nhân hệ số ${factor.vi}.`,
        en: `${name.en[0]?.toUpperCase()}${name.en.slice(1)}${defined ? ` (${defined.en})` : ''}${scaled.en}: times ${factor.en}.`,
      };
    }),
  ];
}

function printRounding({ decimals }: CollectiveFormula): LocalText {
  const digits = formatCount(decimals);
  return decimals === 0
    ? {
        vi: 'Mỗi giá trị và mỗi tích được làm tròn đến số nguyên rồi mới cộng.',
        en: 'Every value and every product is rounded to a whole number before they are added.',
      }
    : {
        vi: `Mỗi giá trị và mỗi tích được làm tròn đến ${digits.vi} chữ số thập phân rồi mới cộng.`,
        en: `Every value and every product is rounded to ${digits.en} decimal places before they are added.`,
      };
}

/** What a unit must reach to be placed at all. Source: SPEC G3; domain (a2) 18, 22. */
function printFilter({ filter }: CollectiveFormula): LocalText[] {
  const persons = formatCount(filter.minPersons);
  const sentences: LocalText[] = [
    {
      vi: `Chỉ xếp hạng đơn vị có ít nhất ${persons.vi} người dự thi.`,
      en: `Only units with at least ${persons.en} ${filter.minPersons === 1 ? 'person' : 'people'} taking part are placed.`,
    },
  ];
  if (filter.minRate !== null) {
    const rate = formatShare(filter.minRate);
    sentences.push({
      vi: `Đơn vị có tỷ lệ người dự thi dưới ${rate.vi} không được xếp hạng.`,
      en: `A unit whose participation rate is under ${rate.en} is not placed.`,
    });
  }
  if (filter.minRateBySize.length > 0) {
    const tiers = joinWords(filter.minRateBySize.map(describeTier));
    sentences.push({
      vi: `Tỷ lệ người dự thi tối thiểu để được xếp hạng theo quy mô đơn vị: ${tiers.vi}.`,
      en: `The participation rate that a unit needs to be placed, by its size: ${tiers.en}.`,
    });
  }
  return [...sentences, ...filter.mandatory.map(describeGroup)];
}

type Tier = CollectiveFormula['filter']['minRateBySize'][number];

function describeTier({ under, minRate }: Tier): LocalText {
  const rate = formatShare(minRate);
  if (under === null) return { vi: `đơn vị lớn hơn: ${rate.vi}`, en: `larger units: ${rate.en}` };
  const size = formatNumber(under);
  return { vi: `dưới ${size.vi} người: ${rate.vi}`, en: `under ${size.en} people: ${rate.en}` };
}

function describeGroup({ name, atLeast }: CollectiveFormula['filter']['mandatory'][number]): LocalText {
  const least =
    atLeast.unit === 'persons'
      ? {
          vi: `ít nhất ${formatCount(atLeast.persons).vi} người đã dự thi`,
          en: `at least ${formatCount(atLeast.persons).en} must have taken part`,
        }
      : {
          vi: `ít nhất ${formatShare(atLeast.share).vi} số người đã dự thi`,
          en: `at least ${formatShare(atLeast.share).en} must have taken part`,
        };
  return {
    vi: `Nhóm bắt buộc “${name}”: ${least.vi}, theo bảng số liệu của Ban Tổ chức có ngày và nguồn.`,
    en: `Mandatory group “${name}”: ${least.en}, by the committee’s table with its date and source.`,
  };
}
