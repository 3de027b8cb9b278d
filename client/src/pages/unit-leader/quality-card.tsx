import type { LeaderQuality } from '@hoithi/shared/contract/unit-leader';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/card.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './quality-card.module.css';

/** How well the unit answered, or why that is not told yet. SPEC U13. */
export function QualityCard({ quality }: { quality: LeaderQuality }) {
  const { t } = useTranslation('unit-leader');
  const { number, rate } = useFormat();
  if (quality.kind === 'later') {
    return (
      <Card title={t('quality.title')}>
        <p className={styles.soft}>{t(`quality.${quality.until}`)}</p>
      </Card>
    );
  }
  if (quality.kind === 'few') {
    return (
      <Card title={t('quality.title')}>
        <p className={styles.soft}>{t('quality.few', { value: quality.personsMin })}</p>
      </Card>
    );
  }
  const { persons, meanPoints, pointsMax, allCorrectPersons } = quality;
  return (
    <Card title={t('quality.title')}>
      <dl className={styles.figures}>
        <div>
          <dt>{t('quality.mean')}</dt>
          <dd>
            <strong>{number(meanPoints, 1)}</strong> {t('quality.ofPoints', { max: number(pointsMax) })}
          </dd>
        </div>
        <div>
          <dt>{t('quality.allCorrect')}</dt>
          <dd>
            <strong>{rate(allCorrectPersons / persons, 1)}</strong>{' '}
            {t('quality.ofPersons', { value: number(allCorrectPersons), all: number(persons) })}
          </dd>
        </div>
      </dl>
      <p className={styles.soft}>{t('quality.note')}</p>
    </Card>
  );
}
