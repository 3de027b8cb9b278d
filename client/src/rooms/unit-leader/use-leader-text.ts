import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import { cutRate, rateBelow } from '../participation/participation-figures.ts';
import { tellPersons } from '../participation/tell-persons.ts';

/** Persons and rates as the leader may read them: exact, or floors said to be floors. SPEC C2, V3. */
export function useLeaderText(coarse: boolean) {
  const { t } = useTranslation('unit-leader');
  const { number, rate } = useFormat();
  return {
    persons: (persons: number): string => {
      const told = tellPersons(persons, coarse);
      if (told.kind === 'under-ten') return t('underTen');
      return told.kind === 'floor' ? t('atLeast', { value: number(told.value) }) : number(told.value);
    },
    rate: (value: number, headcount: number | null): string => {
      if (coarse && value === 0 && headcount !== null) return t('below', { value: rate(rateBelow(headcount)) });
      const shown = rate(cutRate(value, coarse), 1);
      return coarse ? t('atLeast', { value: shown }) : shown;
    },
  };
}
