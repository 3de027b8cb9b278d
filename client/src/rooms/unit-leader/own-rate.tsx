import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/card.tsx';
import { formatDate } from '../../ui/format.ts';
import { useFormat } from '../../ui/use-format.ts';
import { cutRate, exceedsHeadcount, personsToTarget } from '../participation/participation-figures.ts';
import { Vessel } from '../participation/vessel.tsx';
import styles from './own-rate.module.css';
import { useLeaderText } from './use-leader-text.ts';

export type OwnRateProps = { unit: UnitParticipation; targetRate: number | null; coarse: boolean };

/** One big rate against the target: the vessel, its line, and how many people are still missing. SPEC C2. */
export function OwnRate({ unit, targetRate, coarse }: OwnRateProps) {
  const { t } = useTranslation('unit-leader');
  const { number, rate, locale } = useFormat();
  const tell = useLeaderText(coarse);
  const missing = personsToTarget(unit, targetRate);
  const target = targetRate === null ? null : rate(targetRate, 1);
  const floor = coarse && unit.persons > 0;
  return (
    <Card tone="gold" className={styles.own} aria-label={t('kicker')}>
      {unit.rate !== null && (
        <div className={styles.jar}>
          <Vessel
            rate={unit.rate}
            targetRate={targetRate}
            targetText={target ?? undefined}
            reached={missing === 0}
            className={styles.vessel}
            label={
              target === null
                ? t('vessel', { rate: tell.rate(unit.rate, unit.headcount) })
                : t('vesselTarget', { rate: tell.rate(unit.rate, unit.headcount), target })
            }
          />
        </div>
      )}
      <div className={styles.figures}>
        <h2 className={styles.kicker}>{t('kicker')}</h2>
        {unit.rate !== null && unit.headcount !== null ? (
          <>
            <p className={styles.rate}>
              {floor && <span className={styles.floor}>{t('floor')}</span>}
              {coarse && !floor ? tell.rate(unit.rate, unit.headcount) : rate(cutRate(unit.rate, coarse), 1)}
            </p>
            <p className={styles.persons}>
              {t('ofHeadcount', { persons: tell.persons(unit.persons), headcount: number(unit.headcount) })}
            </p>
          </>
        ) : (
          <>
            <p className={styles.rate}>{tell.persons(unit.persons)}</p>
            <p className={styles.persons}>{t('headcountNone')}</p>
          </>
        )}
        {unit.headcountDate !== null && (
          <p className={styles.date}>
            {t('headcountOn', { date: formatDate(Date.parse(`${unit.headcountDate}T00:00:00+07:00`), locale) })}
          </p>
        )}
        {exceedsHeadcount(unit) && <p className={styles.over}>{t('over')}</p>}
        {missing !== null && target !== null && missing > 0 && (
          <p className={styles.missing}>
            <strong>{t(coarse ? 'toTargetAtMost' : 'toTarget', { value: number(missing) })}</strong>{' '}
            {t('toTargetText', { rate: target })}
          </p>
        )}
        {missing === 0 && target !== null && (
          <p className={styles.reached}>
            <strong>{t('reached', { rate: target })}</strong> {t('reachedText')}
          </p>
        )}
        {targetRate === null && <p className={styles.date}>{t('targetNone')}</p>}
      </div>
    </Card>
  );
}
