import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import type { ScreenView } from '@hoithi/shared/contract/screen';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import { cutRate, fillOf, sumUnits } from '../participation/participation-figures.ts';
import styles from './participation-picture.module.css';

/** Beside the map: how many people, how the target stands, and the units that have no place on the map. */
export function ParticipationPanel({ view, rest, children }: { view: ScreenView; rest: UnitParticipation[]; children: ReactNode }) {
  const { t } = useTranslation('screen');
  const { number, rate } = useFormat();
  const { counts, round, coarse, targetRate } = view.participation;
  const persons = counts ? { atLeast: counts.roundPersons, exact: true } : (round?.persons ?? null);
  const together = sumUnits(rest);
  const floor = (value: number) => (coarse && value > 0 ? t('at_least', { value: number(value) }) : number(value));
  return (
    <aside className={styles.panel}>
      {persons ? (
        <p className={styles.count}>
          <span className={styles.digits}>{number(persons.atLeast)}</span>
          <span>{t(persons.exact || persons.atLeast === 0 ? 'persons' : 'persons_floor')}</span>
        </p>
      ) : (
        <p className={styles.hidden}>{t('persons_hidden')}</p>
      )}
      {children}
      {together.headcount !== null && together.rate !== null && (
        <section className={styles.rest}>
          <span className={styles.vessel}>
            <span className={styles.vesselFill} style={{ transform: `scaleY(${fillOf(together.rate)})` }} />
            {targetRate !== null && <span className={styles.vesselLine} style={{ bottom: `${fillOf(targetRate) * 100}%` }} />}
          </span>
          <h2>{t('agencies')}</h2>
          <p className={styles.restRate}>{rate(cutRate(together.rate, coarse), 1)}</p>
          <p>
            {floor(together.persons)}/{number(together.headcount)}, {t('agencies_units', { units: number(together.units) })}
          </p>
        </section>
      )}
      {together.unratedPersons > 0 && (
        <p className={styles.unrated}>{t('people_without_headcount', { value: floor(together.unratedPersons) })}</p>
      )}
    </aside>
  );
}
