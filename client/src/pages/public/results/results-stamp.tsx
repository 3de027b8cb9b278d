import type { PublicResults } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Button } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './results-stamp.module.css';

/** What the page rests on: which standing, when it was computed, by which rules. SPEC F3, F5. */
export function ResultsStamp({ results }: { results: PublicResults }) {
  const { t } = useTranslation('results');
  const { number, instant } = useFormat();
  const { decision } = results;
  return (
    <section className={styles.stamp} aria-labelledby="stamp">
      <h2 id="stamp" className={styles.title}>
        {t('stamp.title')}
      </h2>
      <dl className={styles.facts}>
        <Fact name={t('stamp.standing')} value={t('stamp.version', { version: number(results.standingVersion) })} />
        <Fact name={t('stamp.computed')} value={instant(results.computedAtMs)} />
        <Fact name={t('stamp.rulesVersion')} value={t('stamp.version', { version: number(results.rulesVersion) })} />
        <Fact name={t('stamp.published')} value={instant(results.publishedAtMs)} />
        {decision && <Fact name={t('stamp.decision')} value={t('stamp.decisionValue', decision)} />}
      </dl>
      <p className={styles.ways}>
        <Button onClick={() => window.print()}>{t('print')}</Button>
        <Link href={`/c/${encodeURIComponent(results.contest.slug)}/the-le`} className={styles.rules}>
          {t('rules')}
        </Link>
      </p>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
