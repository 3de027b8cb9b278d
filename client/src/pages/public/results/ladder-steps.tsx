import type { PublicResults } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './ladder-steps.module.css';

type Props = Pick<PublicResults, 'ladder' | 'prediction'>;

/** The ladder as one reads it: first this, then that; and the answer of the prediction. SPEC L1. */
export function LadderSteps({ ladder, prediction }: Props) {
  const { t } = useTranslation('results');
  const { number } = useFormat();
  return (
    <section className={styles.ladder} aria-labelledby="ladder">
      <div>
        <h2 id="ladder" className={styles.title}>
          {t('ladder.title')}
        </h2>
        <p className={styles.text}>{t('ladder.text')}</p>
      </div>
      <ol className={styles.steps}>
        {ladder.map((key, i) => (
          <li key={key} className={styles.step}>
            <span className={styles.number} aria-hidden="true">
              {i + 1}
            </span>
            {t(`ladder.keys.${key}`)}
          </li>
        ))}
      </ol>
      {prediction && (
        <p className={styles.target}>{t(`ladder.target.${prediction.kind}`, { value: number(prediction.target) })}</p>
      )}
    </section>
  );
}
