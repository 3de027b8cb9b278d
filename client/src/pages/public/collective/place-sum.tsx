import type { CollectivePlace } from '@hoithi/shared/contract/collective-standing';
import { explainTerm, formatFixed } from '@hoithi/shared/rules/collective/explain-place';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './collective.module.css';

type Props = { place: CollectivePlace; decimals: number };

/** The arithmetic of one place, step by step, folded until asked for. SPEC G7. */
export function PlaceSum({ place, decimals }: Props) {
  const { t } = useTranslation('collective');
  const { local } = useFormat();
  return (
    <details className={styles.sum}>
      <summary aria-label={t('sum.of', { unit: place.name })}>{t('sum.how')}</summary>
      <dl className={styles.terms}>
        {place.terms.map((term) => (
          <div key={term.metric} className={styles.term}>
            <dt>{t(`metric.${term.metric}`)}</dt>
            <dd>
              {local(explainTerm(term, decimals))} = <strong>{local(formatFixed(term.product, decimals))}</strong>
            </dd>
          </div>
        ))}
        {place.terms.length > 1 && (
          <div className={styles.term}>
            <dt>{t('sum.total')}</dt>
            <dd>
              {place.terms.map(({ product }) => local(formatFixed(product, decimals))).join(' + ')} ={' '}
              <strong>{local(formatFixed(place.total, decimals))}</strong>
            </dd>
          </div>
        )}
      </dl>
    </details>
  );
}
