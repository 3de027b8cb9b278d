import type { McRun } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './lists.module.css';

/** The true board's first ten, also while the public one stands still. */
export function TopOfBoard({ run }: { run: McRun }) {
  const { t } = useTranslation('mc');
  const { number } = useFormat();
  if (run.top.length === 0) return null;
  return (
    <details className={styles.drawer}>
      <summary>{t('drive.top')}</summary>
      <ol className={styles.top}>
        {run.top.map((row) => (
          <li key={row.playerId}>
            <span>{number(row.rank)}</span>
            <b>{row.name}</b>
            <span>{number(row.points)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
