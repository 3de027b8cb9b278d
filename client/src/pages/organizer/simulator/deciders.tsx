import type { Simulated } from '@hoithi/shared/rulebook/simulate/simulate';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';
import type { SimulationNews } from './simulate-worker.ts';

const tones = ['#1f7a5c', '#24477f', '#c8321f', '#8a5a0b', '#5b372c', '#6b5f57', '#93836f'] as const;
type Part = { key: string; count: number };

/** Prizes of one award of the rulebook over all its lists, by what decided each; those nobody could decide at the end. */
function partsOf(awards: readonly Simulated['awards'][number][]): Part[] {
  const counts = new Map<string, number>();
  for (const award of awards)
    for (const [key, count] of Object.entries(award.decidedBy)) counts.set(key, (counts.get(key) ?? 0) + count);
  return [...counts].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count);
}

/** One picture: who decides the prizes. A bar an award, a part for each criterion that put winners ahead. */
export function Deciders({ done: { result, awards: names } }: { done: Extract<SimulationNews, { is: 'done' }> }) {
  const { t } = useTranslation('simulator');
  const { number, rate, local } = useFormat();
  const all = partsOf(result.awards);
  const sum = all.reduce((whole, { count }) => whole + count, 0);
  const [first] = all;
  const ids = [...new Set(result.awards.map(({ id }) => id.replace(/@.*$/, '')))];
  const toneOf = (key: string): string => tones[all.findIndex((part) => part.key === key)] ?? tones[6];
  const nameOf = (key: string): string => t(`metric.${key as 'points'}`, { defaultValue: key });
  return (
    <Card title={t('deciders.title')} tone="gold">
      {first ? (
        <p className={styles.sentence}>
          {t('deciders.most', {
            count: first.count,
            shown: number(first.count),
            all: number(sum),
            what: nameOf(first.key),
            share: rate(first.count / sum),
          })}
        </p>
      ) : (
        <p className={styles.sentence}>{t('deciders.none')}</p>
      )}
      <ul className={styles.legend}>
        {all.map(({ key, count }) => (
          <li key={key}>
            <span className={styles.dot} style={{ background: toneOf(key) }} aria-hidden="true" />
            <span>{nameOf(key)}</span> <b>{number(count)}</b>
          </li>
        ))}
      </ul>
      <ul className={styles.bars}>
        {ids.map((id) => {
          const own = result.awards.filter((award) => award.id.replace(/@.*$/, '') === id);
          const parts = partsOf(own);
          const whole = parts.reduce((total, { count }) => total + count, 0);
          const undecided = own.reduce((total, { undecidedPeople }) => total + undecidedPeople, 0);
          const label = names[id];
          return (
            <li key={id}>
              <span className={styles.barName}>
                <b>{label ? local(label) : id}</b>{' '}
                <span>{t('deciders.prizes', { count: whole, shown: number(whole) })}</span>
              </span>
              <span className={styles.bar} aria-hidden="true">
                {parts.map(({ key, count }) => (
                  <span key={key} style={{ flexGrow: count, background: toneOf(key) }}>
                    {count / whole >= 0.08 ? number(count) : ''}
                  </span>
                ))}
              </span>
              <span className="unseen">
                {parts.map(({ key, count }) => `${nameOf(key)} ${number(count)}`).join(', ')}
              </span>
              {undecided > 0 && (
                <span className={styles.open}>
                  {t('deciders.undecided', { count: undecided, shown: number(undecided) })}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
