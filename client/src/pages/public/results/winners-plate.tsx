import type { PublicResults } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../ui/drum.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { Star } from '../../../ui/star.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { groupWinners, type PrizeGroup } from './group-winners.ts';
import { ToDecide } from './to-decide.tsx';
import { WinnerCard } from './winner-card.tsx';
import styles from './winners-plate.module.css';

// Names are masked as "Dương T. H. P.": initials with a point at the end.
const looksMasked = (name: string): boolean => /\s\p{Lu}\.$/u.test(name);

/** The board of honour: gold on lacquer, the highest prize first. */
export function WinnersPlate({ results }: { results: PublicResults }) {
  const { t } = useTranslation('results');
  const { local, instant, closing } = useFormat();
  const { contest, round, winners } = results;
  const groups = groupWinners(winners);
  return (
    <section className={styles.plate} data-ground="lacquer" aria-labelledby="results-title">
      <Drum size={720} dim className={styles.ground} />
      <header className={styles.head}>
        <Drum size={88} />
        <p className={styles.contest}>{local(contest.name)}</p>
        <h1 id="results-title" className={styles.title}>
          {t('title', { round: local(round.label) })}
        </h1>
        <p className={styles.host}>{local(contest.host)}</p>
        <p className={styles.host}>
          {t('window', { opens: instant(round.opensAtMs), closes: closing(round.closesAtMs) })}
        </p>
      </header>
      {winners.length === 0 && <NoWinner />}
      {groups.map((group) => (
        <Prize key={group.prize} group={group} results={results} />
      ))}
      <ToDecide results={results} />
      {winners.some((winner) => looksMasked(winner.name)) && <p className={styles.masked}>{t('winners.masked')}</p>}
    </section>
  );
}

/** One prize: its name and amount, then its winners. */
function Prize({ group, results }: { group: PrizeGroup; results: PublicResults }) {
  const { t } = useTranslation(['results', 'common']);
  const { money } = useFormat();
  const { prize, amountVnd } = group;
  return (
    <section className={joinClasses(styles.prize, prize === 'FIRST' && styles.first)}>
      <h2 className={styles.name}>
        <Star size={prize === 'FIRST' ? 30 : 20} />
        <span>{t(`common:prize.${prize}`)}</span>
      </h2>
      {amountVnd !== null && (
        <p className={styles.amount}>
          {group.winners.length > 1 ? t('winners.each', { amount: money(amountVnd) }) : money(amountVnd)}
        </p>
      )}
      <ul className={styles.cards} data-many={group.winners.length > 4 || undefined}>
        {group.winners.map((winner) => (
          <WinnerCard key={`${winner.rank} ${winner.name} ${winner.submittedAtMs}`} winner={winner} results={results} />
        ))}
      </ul>
    </section>
  );
}

function NoWinner() {
  const { t } = useTranslation('results');
  return (
    <div className={styles.none}>
      <h2>{t('winners.noneTitle')}</h2>
      <p>{t('winners.noneText')}</p>
    </div>
  );
}
