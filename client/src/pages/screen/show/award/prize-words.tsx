import type { AwardCall } from '@hoithi/shared/contract/show-award';
import { useTranslation } from 'react-i18next';
import { prizeValue } from '../../../../ui/prize-value.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import styles from './page.module.css';

/** The prize, what it is worth, and of a group how many get it. */
export function PrizeWords({ prize, persons }: { prize: Omit<AwardCall, 'winners'>; persons: number }) {
  const { t } = useTranslation('screen');
  const format = useFormat();
  const value = prizeValue(prize.value, format);
  return (
    <div className={styles.prize}>
      {prize.award && <p className={styles.of}>{format.local(prize.award)}</p>}
      <h2>{format.local(prize.prize)}</h2>
      {(value !== null || persons > 1) && (
        <p className={styles.worth}>
          {persons > 1 && <span>{t('show.award.persons', { count: persons, value: format.number(persons) })}</span>}
          {value !== null && <b>{value}</b>}
        </p>
      )}
    </div>
  );
}
