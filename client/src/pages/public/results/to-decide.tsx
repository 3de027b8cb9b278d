import type { PublicResults } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { winnersToDecide } from './group-winners.ts';
import styles from './to-decide.module.css';
import { WinnerCard } from './winner-card.tsx';

/** Equals at a prize's edge: named, without a prize, until the committee has decided. SPEC L4. */
export function ToDecide({ results }: { results: PublicResults }) {
  const { t } = useTranslation('results');
  const waiting = winnersToDecide(results.winners);
  if (waiting.length === 0) return null;
  return (
    <section className={styles.waiting} aria-labelledby="to-decide">
      <h2 id="to-decide" className={styles.title}>
        {t('toDecide.title')}
      </h2>
      <p className={styles.text}>{t('toDecide.text')}</p>
      <ul className={styles.cards}>
        {waiting.map((winner) => (
          <WinnerCard key={`${winner.rank} ${winner.name} ${winner.submittedAtMs}`} winner={winner} results={results} />
        ))}
      </ul>
    </section>
  );
}
