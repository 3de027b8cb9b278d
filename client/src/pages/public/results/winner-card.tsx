import type { PublicResults, Winner } from '@hoithi/shared/contract/results';
import { useTranslation } from 'react-i18next';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './winners.module.css';

type Props = { winner: Winner; results: PublicResults };

/** A winner: name, unit, the figures of the ladder, and what put this place ahead of the next. SPEC L3. */
export function WinnerCard({ winner, results }: Props) {
  const { t } = useTranslation('results');
  const { number } = useFormat();
  const isEqual = (other: Winner) => other.award.id === winner.award.id && other.rank === winner.rank;
  const shared = results.winners.filter(isEqual).length > 1;
  const rank = number(winner.rank);
  return (
    <li className={joinClasses(styles.winnerCard, winner.prize?.place === 0 && !winner.toDecide && styles.winnerGold)}>
      <p className={styles.winnerRank}>{shared ? t('winners.rankShared', { rank }) : t('winners.rank', { rank })}</p>
      <p className={styles.winnerName} translate="no">
        {winner.name}
      </p>
      <p className={styles.winnerUnit} translate="no">
        {winner.unitName ?? t('winners.noUnit')}
      </p>
      <Figures winner={winner} results={results} />
      <p className={styles.winnerWhy}>
        <span className={styles.winnerWhyWord}>{t('winners.why')}</span> {t(`decided.${winner.decidedBy ?? 'last'}`)}
      </p>
    </li>
  );
}

function Figures({ winner, results }: Props) {
  const { t } = useTranslation('results');
  const { number, duration, instant } = useFormat();
  const points = t('winners.points', { points: number(winner.points, 2), max: number(results.pointsMax, 2) });
  return (
    <dl className={styles.winnerFigures}>
      <Figure name={t('winners.score')} value={points} />
      <Figure name={t('winners.elapsed')} value={duration(winner.elapsedMs)} />
      {results.prediction && <Prediction winner={winner} />}
      {results.ladder.includes('submittedAt') && (
        <Figure name={t('winners.submitted')} value={instant(winner.submittedAtMs)} />
      )}
    </dl>
  );
}

function Prediction({ winner }: { winner: Winner }) {
  const { t } = useTranslation('results');
  const { number } = useFormat();
  const { prediction, predictionError: error } = winner;
  if (prediction === null) return <Figure name={t('winners.prediction')} value={t('winners.noPrediction')} />;
  const distance = error === 0 ? t('winners.exact') : error && t('winners.away', { distance: number(error) });
  return <Figure name={t('winners.prediction')} value={number(prediction)} note={distance || undefined} />;
}

function Figure({ name, value, note }: { name: string; value: string; note?: string | undefined }) {
  return (
    <div className={styles.winnerFigure}>
      <dt>{name}</dt>
      <dd>
        <span>{value}</span>
        {note && <span className={styles.winnerNote}>{note}</span>}
      </dd>
    </div>
  );
}
