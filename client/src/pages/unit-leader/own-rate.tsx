import type { LeaderUnit } from '@hoithi/shared/contract/unit-leader';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/card.tsx';
import { formatDate } from '../../ui/format.ts';
import { cutRate, exceedsHeadcount } from '../../ui/participation/participation-figures.ts';
import { Vessel } from '../../ui/participation/vessel.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './page.module.css';

/** One big rate against the target: the vessel, its line, and how many people are still missing. SPEC C2, U11. */
export function OwnRate({ unit }: { unit: LeaderUnit }) {
  const { t } = useTranslation('unit-leader');
  const { number, rate, locale } = useFormat();
  const { missing, targetRate, headcountDate } = unit;
  const target = targetRate === null ? null : rate(targetRate, 1);
  const shown = unit.rate === null ? null : rate(cutRate(unit.rate, false), 1);
  return (
    <Card tone="gold" className={styles.own} aria-label={t('kicker')}>
      {shown !== null && (
        <div className={styles.ownJar}>
          <Vessel
            rate={unit.rate}
            targetRate={targetRate}
            targetText={target ?? undefined}
            reached={missing === 0}
            className={styles.ownVessel}
            label={target === null ? t('vessel', { rate: shown }) : t('vesselTarget', { rate: shown, target })}
          />
        </div>
      )}
      <div className={styles.ownFigures}>
        <h2 className={styles.ownKicker}>{t(shown === null ? 'kickerPersons' : 'kicker')}</h2>
        <p className={styles.ownRate}>{shown ?? number(unit.persons)}</p>
        <p className={styles.ownPersons}>
          {unit.headcount === null || unit.headcount === 0
            ? t('headcountNone')
            : t('ofHeadcount', {
                count: unit.headcount,
                persons: number(unit.persons),
                headcount: number(unit.headcount),
              })}
        </p>
        {unit.headcount !== null && headcountDate !== null && (
          <p className={styles.ownDate}>
            <span>{t('headcountOn', { date: formatDate(Date.parse(`${headcountDate}T00:00:00+07:00`), locale) })}</span>
            {unit.headcountSource !== null && <span>{t('headcountSource', { source: unit.headcountSource })}</span>}
          </p>
        )}
        {unit.citizens > 0 && (
          <p className={styles.ownDate}>{t('citizens', { count: unit.citizens, value: number(unit.citizens) })}</p>
        )}
        {exceedsHeadcount(unit) && <p className={styles.ownOver}>{t('over')}</p>}
        {missing !== null && target !== null && missing > 0 && (
          <p className={styles.ownMissing}>
            <strong>{t('toTarget', { count: missing, value: number(missing) })}</strong>{' '}
            {t('toTargetText', { rate: target })}
          </p>
        )}
        {missing === 0 && target !== null && (
          <p className={styles.ownReached}>
            <strong>{t('reached', { rate: target })}</strong> {t('reachedText')}
          </p>
        )}
        {targetRate === null && <p className={styles.ownDate}>{t('targetNone')}</p>}
      </div>
    </Card>
  );
}
