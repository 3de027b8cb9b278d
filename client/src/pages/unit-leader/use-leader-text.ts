import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import { cutRate, rateBelow } from '../public/participation/participation-figures.ts';

/** Rates of other units as the leader may read them: exact, or floors said to be floors. SPEC C2, V3. */
export function useLeaderText(coarse: boolean) {
  const { t } = useTranslation('unit-leader');
  const { rate } = useFormat();
  return {
    rate: (value: number, headcount: number): string => {
      if (coarse && value === 0) return t('below', { value: rate(rateBelow(headcount), 2) });
      const shown = rate(cutRate(value, coarse), 1);
      return coarse ? t('atLeast', { value: shown }) : shown;
    },
  };
}
