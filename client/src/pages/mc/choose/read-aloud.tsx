import type { PublicResults, Winner } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../ui/card.tsx';
import { prizeValue } from '../../../ui/prize-value.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { groupWinners, type PrizeGroup } from '../../public/results/group-winners.ts';
import styles from './page.module.css';

/** Names masked under the rules end in initials: "Trần X. T." */
const isAbbreviated = (winner: Winner): boolean => /\p{Lu}\.$/u.test(winner.name);

/** The winners in the order they are called out: the lowest prize first. Undecided places are set apart and not read. SPEC L4. */
export function ReadAloud({ results }: { results: PublicResults | null }) {
  const { t } = useTranslation('mc');
  const { local } = useFormat();
  if (!results) {
    return (
      <Card title={t('winners.title')}>
        <p className={styles.winnersSoft}>{t('winners.none')}</p>
      </Card>
    );
  }
  const rows = groupWinners(results.winners);
  const called = rows.filter((row) => row.prize !== null).reverse();
  const open = rows.find((row) => row.prize === null);
  return (
    <Card title={t('winners.title')} tone="gold">
      <p className={styles.winnersSoft}>
        {t('winners.of', { round: local(results.round.label) })}.{' '}
        {called.length > 0 ? t('winners.order') : t('winners.empty')}
      </p>
      {called.map((row) => (
        <PrizeToRead key={row.id} row={row} />
      ))}
      {open && <PrizeToRead row={open} />}
      {results.winners.some(isAbbreviated) && <p className={styles.winnersMasked}>{t('winners.masked')}</p>}
    </Card>
  );
}

function PrizeToRead({ row }: { row: PrizeGroup }) {
  const { t } = useTranslation('mc');
  const format = useFormat();
  const value = row.prize && prizeValue(row.prize.value, format);
  return (
    <section className={row.prize === null ? styles.winnersOpen : styles.winnersPrize}>
      <h3>
        <span>{row.prize === null ? t('winners.toDecide') : format.local(row.prize.label)}</span>
        {value !== null && <span className={styles.winnersMoney}>{value}</span>}
      </h3>
      <ol className={styles.winnersNames}>
        {row.winners.map((winner) => (
          <li key={`${winner.rank} ${winner.name} ${winner.submittedAtMs}`}>
            <span className={styles.winnersName}>{winner.name}</span>
            {winner.unitName && <span className={styles.winnersUnit}>{winner.unitName}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
