import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import { countTargets } from '@hoithi/shared/rules/units/count-targets';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';

type Targeted = Pick<UnitParticipation, 'persons' | 'headcount' | 'targetRate'>;

/**
 * How some units compare with their targets, as text: the target is named where all share one. Null: nothing is asked
 * of them. SPEC U28.
 */
export function useTargetText() {
  const { t } = useTranslation('participation');
  const { number, rate } = useFormat();
  return (units: readonly Targeted[]) => {
    const count = countTargets(units);
    if (!count) return null;
    const figures = { count: count.of, reached: number(count.reached), of: number(count.of) };
    const one = count.rate === null ? null : { rate: rate(count.rate, 1) };
    return {
      /** The target: "Chỉ tiêu 70%". */
      target: one ? t('targets.one', one) : t('targets.own'),
      /** What the line across a vessel means. */
      line: one ? t('targets.lineOne', one) : t('targets.lineOwn'),
      /** What `figure` counts: "Đơn vị đạt chỉ tiêu 70%". */
      label: one ? t('targets.labelOne', one) : t('targets.labelOwn'),
      figure: `${figures.reached}/${figures.of}`,
      /** The figure beside `target`: "5/13 đơn vị đạt". */
      reached: t('targets.reached', figures),
      sentence: one ? t('targets.sentenceOne', { ...one, ...figures }) : t('targets.sentenceOwn', figures),
    };
  };
}
