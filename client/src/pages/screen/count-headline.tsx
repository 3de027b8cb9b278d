import type { PublicCount } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { formatPersons } from '../../ui/participation/format-persons.ts';
import { useFormat } from '../../ui/use-format.ts';

export type CountHeadlineProps = {
  persons: PublicCount;
  className?: string;
  digitsClassName?: string;
  floorClassName?: string;
};

/** How many people have taken part, in the largest digits of the picture. A floor is marked as one. SPEC V3. */
export function CountHeadline({ persons, className, digitsClassName, floorClassName }: CountHeadlineProps) {
  const { t } = useTranslation('screen');
  const { number } = useFormat();
  const shown = formatPersons(persons.atLeast, !persons.exact);
  const digits = shown.kind === 'under-ten' ? t('under_ten') : number(shown.value);
  return (
    <p className={className}>
      {shown.kind === 'floor' && <span className={floorClassName}>{t('floor')}</span>}
      <span className={digitsClassName} style={{ ['--chars' as string]: digits.length }}>
        {digits}
      </span>
      <span>{t('persons')}</span>
    </p>
  );
}
