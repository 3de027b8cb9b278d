import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import { formatPersons } from '../public/participation/format-persons.ts';

/** A number of people as the hall may read it: 570, "từ 570" or "dưới 10". SPEC V3. */
export function usePersonsText(): (persons: number, coarse: boolean) => string {
  const { t } = useTranslation('screen');
  const { number } = useFormat();
  return (persons, coarse) => {
    const told = formatPersons(persons, coarse);
    if (told.kind === 'under-ten') return t('under_ten');
    return told.kind === 'floor' ? t('at_least', { value: number(told.value) }) : number(told.value);
  };
}
