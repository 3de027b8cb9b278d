import type { CollectiveAward, CollectiveFormula } from '../../contract/collective.ts';
import { foldText } from '../fold.ts';

/** What the parts of one collective award ask of each other, one sentence each. Source: SPEC G2, R6. */
export function crossCheckAward(award: CollectiveAward, rounds: number): string[] {
  if (award.judging.by === 'committee') return [];
  const formula = award.judging;
  return [
    ...crossCheckMetrics(formula),
    ...crossCheckSizes(formula),
    ...((formula.rounds ?? []).some((ordinal) => ordinal > rounds)
      ? [`các tuần thi được tính có tuần không thuộc ${rounds} tuần của cuộc thi.`]
      : []),
    ...repeatedNames(
      'nhóm bắt buộc',
      formula.filter.mandatory.map(({ name }) => foldText(name)),
    ),
    ...repeatedNames('tuần thi được tính', (formula.rounds ?? []).map(String)),
    ...repeatedNames('cấp đơn vị', award.compete.levels ?? []),
    ...repeatedNames('khối', award.compete.blocks ?? []),
  ].map((issue) => `${award.label.vi}: ${issue}`);
}

function crossCheckMetrics({ metrics }: CollectiveFormula): string[] {
  const issues = repeatedNames(
    'chỉ số',
    metrics.map(({ metric }) => metric),
  );
  if (metrics.every(({ weight }) => weight === 0)) issues.push('cần ít nhất một chỉ số có hệ số lớn hơn 0.');
  return issues;
}

/** Bounds and tiers must rise; only the last tier may be open above. */
function crossCheckSizes({ comparison, filter }: CollectiveFormula): string[] {
  const issues: string[] = [];
  const rises = (sizes: readonly number[]) => sizes.every((size, at) => at === 0 || size > sizes[at - 1]!);
  if (comparison.method === 'size-bands' && !rises(comparison.bounds)) {
    issues.push('các mốc quy mô phải xếp tăng dần và không trùng nhau.');
  }
  const tiers = filter.minRateBySize.map(({ under }) => under ?? Number.POSITIVE_INFINITY);
  if (!rises(tiers)) {
    issues.push('các bậc tỷ lệ tối thiểu theo quy mô phải xếp tăng dần; chỉ bậc cuối được bỏ trống mức trên.');
  }
  return issues;
}

function repeatedNames(place: string, names: readonly string[]): string[] {
  return names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${place} “${name}” có hai lần.`);
}
