import type { RoundCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '../../../ui/use-format.ts';
import { contestPath, useVisit } from '../contestant-context.ts';
import { currentRound } from './choose-entry.ts';
import { ContestEntry } from './contest-entry.tsx';
import styles from './contest-plate.module.css';
import { RoundClock } from './round-clock.tsx';

/** The contest's name plate: lacquer and gold, the drum burning down to the close, the one button. */
export function ContestPlate({ rounds }: { rounds: RoundCard[] }) {
  const { t } = useTranslation('contestant');
  const { slug, public: shown } = useVisit();
  const { local, number } = useFormat();
  const { contest } = shown;
  const round = currentRound(rounds);
  const minutes = contest.attemptSeconds === null ? null : contest.attemptSeconds / 60;
  return (
    <section className={styles.plate} data-ground="lacquer" aria-labelledby="contest-name">
      <RoundClock round={round} key={`${round?.roundId} ${round?.phase}`}>
        <p className={styles.host}>{local(contest.host)}</p>
        <h1 id="contest-name" className={styles.name}>
          {local(contest.name)}
        </h1>
      </RoundClock>
      <ContestEntry rounds={rounds} />
      <p className={styles.facts}>
        <span>{t('plate.questions', { count: contest.questionCount })}</span>
        <span>
          {minutes === null ? t('plate.noLimit') : t('plate.minutes', { count: minutes, shown: number(minutes, 1) })}
        </span>
        <Link href={contestPath(slug, 'the-le')}>{t('plate.rules')}</Link>
      </p>
    </section>
  );
}
