import type { AwardCall } from '@hoithi/shared/contract/show-award';
import { useTranslation } from 'react-i18next';
import { prizeValue } from '../../../../ui/prize-value.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import { SecondWords, useSecond } from '../second-words.tsx';
import styles from './page.module.css';

/** The prize, what it is worth, and of a group how many get it. */
export function PrizeWords({ prize, persons }: { prize: Omit<AwardCall, 'winners'>; persons: number }) {
  const { t } = useTranslation('screen');
  const format = useFormat();
  const second = useSecond();
  const value = prizeValue(prize.value, format);
  return (
    <div className={styles.prize}>
      {prize.award && (
        <p className={styles.of}>
          {format.local(prize.award)}
          <SecondWords words={second(prize.award)} />
        </p>
      )}
      <h2>
        {format.local(prize.prize)}
        <SecondWords words={second(prize.prize)} />
      </h2>
      {(value !== null || persons > 1) && (
        <p className={styles.worth}>
          {persons > 1 && <span>{t('show.award.persons', { count: persons, value: format.number(persons) })}</span>}
          {value !== null && <b>{value}</b>}
        </p>
      )}
    </div>
  );
}
