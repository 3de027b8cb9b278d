import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import type { ScreenView } from '@hoithi/shared/contract/screen';
import { isHeading } from '@hoithi/shared/contract/unit-level';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPersons } from '../../../ui/participation/format-persons.ts';
import { MiniVessel } from '../../../ui/participation/mini-vessel.tsx';
import { cutRate, sumUnits } from '../../../ui/participation/participation-figures.ts';
import { useTargetText } from '../../../ui/participation/use-target-text.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { CountHeadline } from '../count-headline.tsx';
import styles from './page.module.css';

/** Beside the map: how many people, how the target stands, and the units that have no place on the map. */
export function ParticipationPanel({
  view,
  rest,
  children,
}: {
  view: ScreenView;
  rest: UnitParticipation[];
  children: ReactNode;
}) {
  const { t } = useTranslation('screen');
  const { number, rate } = useFormat();
  const { counts, round, coarse } = view.participation;
  const personsText = usePersonsText();
  const persons = counts ? { atLeast: counts.roundPersons, exact: true } : (round?.persons ?? null);
  const together = sumUnits(rest);
  const targets = useTargetText()(rest.filter(({ level }) => !isHeading(level)));
  return (
    <aside className={styles.panel}>
      {persons ? (
        <CountHeadline
          persons={persons}
          className={styles.count}
          digitsClassName={styles.digits}
          floorClassName={styles.floor}
        />
      ) : (
        <p className={styles.hidden}>{t('persons_hidden')}</p>
      )}
      {children}
      {together.headcount !== null && together.rate !== null && (
        <section className={styles.rest}>
          <MiniVessel rate={together.rate} targetRate={together.targetRate} className={styles.vessel} />
          <h2>{t('agencies')}</h2>
          <p className={styles.restRate}>
            {coarse && <span className={styles.restFloor}>{t('more_than')}</span>}
            <span>{rate(cutRate(together.rate, coarse), 1)}</span>
          </p>
          <p>
            {personsText(together.persons, coarse)}/{number(together.headcount)},{' '}
            <span className={styles.restUnits}>
              {t('agencies_units', { count: together.units, value: number(together.units) })}
            </span>
          </p>
          {targets && (
            <p>
              {targets.target}: <span className={styles.restUnits}>{targets.reached}</span>
            </p>
          )}
        </section>
      )}
      {together.unratedPersons > 0 && (
        <p className={styles.unrated}>
          {t('people_without_headcount', {
            count: together.unratedPersons,
            value: personsText(together.unratedPersons, coarse),
          })}
        </p>
      )}
    </aside>
  );
}

/** A number of people as the hall may read it: 570, "từ 570" or "dưới 10". SPEC V3. */
function usePersonsText(): (persons: number, coarse: boolean) => string {
  const { t } = useTranslation('screen');
  const { number } = useFormat();
  return (persons, coarse) => {
    const shown = formatPersons(persons, coarse);
    if (shown.kind === 'under-ten') return t('under_ten');
    return shown.kind === 'floor' ? t('at_least', { value: number(shown.value) }) : number(shown.value);
  };
}
