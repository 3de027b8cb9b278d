import type { PublicResults } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/card.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { Star } from '../../../ui/star.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './count-tiles.module.css';

type Counts = PublicResults['counts'];
const order = ['attempts', 'roundPersons', 'sumOfRoundPersons', 'contestPersons', 'allCorrectPersons'] as const;

/** The four counts and the all-correct, each under its own name, since they are easily taken for one another. SPEC F4. */
export function CountTiles({ counts }: { counts: Counts }) {
  const { t } = useTranslation('results');
  const { number } = useFormat();
  return (
    <Card id="counts" title={t('counts.title')}>
      <p className={styles.text}>{t('counts.text')}</p>
      <dl className={styles.counts}>
        {order.map((key) => (
          <div key={key} className={joinClasses(styles.count, key === 'allCorrectPersons' && styles.gold)}>
            <dt className={styles.name}>
              {key === 'allCorrectPersons' && <Star size={16} />}
              {t(`counts.${key}`)}
            </dt>
            <dd className={styles.figure}>{number(counts[key])}</dd>
            <dd className={styles.meaning}>{t(`counts.${key}Text`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
