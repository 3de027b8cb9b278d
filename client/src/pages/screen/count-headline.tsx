import type { PublicCount } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import { formatPersons } from '../public/participation/format-persons.ts';

export type CountHeadlineProps = {
  persons: PublicCount;
  className?: string;
  digitsClassName?: string;
  floorClassName?: string;
};

/** How many people have taken part, in the largest digits of the picture. A floor says that it is one. SPEC V3. */
export function CountHeadline({ persons, className, digitsClassName, floorClassName }: CountHeadlineProps) {
  const { t } = useTranslation('screen');
  const { number } = useFormat();
  const told = formatPersons(persons.atLeast, !persons.exact);
  const digits = told.kind === 'under-ten' ? t('under_ten') : number(told.value);
  return (
    <p className={className}>
      {told.kind === 'floor' && <span className={floorClassName}>{t('floor')}</span>}
      <span className={digitsClassName} style={{ ['--chars' as string]: digits.length }}>
        {digits}
      </span>
      <span>{t('persons')}</span>
    </p>
  );
}
