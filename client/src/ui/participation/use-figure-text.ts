import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import { formatPersons } from './format-persons.ts';
import { cutRate, rateBelow } from './participation-figures.ts';

type Rated = Pick<UnitParticipation, 'persons' | 'headcount' | 'rate'>;

/** Persons and rates as anybody may read them: 570, "từ 570", "dưới 10"; 12,3%, "từ 12%", "dưới 3%". SPEC V3, C2. */
export function useFigureText(coarse: boolean) {
  const { t } = useTranslation('participation');
  const { number, rate } = useFormat();
  const persons = (value: number): string => {
    const shown = formatPersons(value, coarse);
    if (shown.kind === 'under-ten') return t('persons.underTen');
    return shown.kind === 'floor' ? t('persons.from', { value: number(shown.value) }) : number(shown.value);
  };
  const share = (unit: Rated): string | null => {
    if (unit.rate === null || unit.headcount === null) return null;
    if (coarse && unit.persons === 0) return t('rate.below', { value: rate(rateBelow(unit.headcount), 2) });
    const shown = rate(cutRate(unit.rate, coarse), 1);
    return coarse ? t('rate.from', { value: shown }) : shown;
  };
  return { persons, share };
}
