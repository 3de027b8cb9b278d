import type { CollectiveFormula } from '../../contract/collective.ts';
import type { LocalText } from '../../contract/text.ts';
import { formatCount, formatNumber, formatShare } from './format-value.ts';
import { joinWords } from './join-words.ts';

/** What a unit must reach to be placed at all. Source: SPEC G3; domain (a2) 18, 22. */
export function printFilter({ filter }: CollectiveFormula): LocalText[] {
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
