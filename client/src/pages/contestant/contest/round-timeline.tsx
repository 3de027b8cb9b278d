import type { RoundCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Badge, type BadgeTone } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { Drum } from '../../../ui/drum.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { resultsPath, useVisit } from '../contestant-context.ts';
import styles from './page.module.css';

const toneOf: Record<RoundCard['phase'], BadgeTone> = {
  scheduled: 'plain',
  open: 'son',
  closed: 'amber',
  verifying: 'amber',
  finalized: 'indigo',
  published: 'jade',
};
const goldOf: Record<RoundCard['phase'], number> = {
  ...{ scheduled: 0, open: 1, closed: 0.5, verifying: 0.5, finalized: 0.5, published: 1 },
};

/** The weeks of the contest, each with its window and where it stands. */
export function RoundTimeline({ rounds }: { rounds: RoundCard[] }) {
  const { t } = useTranslation('contestant');
  const { collectivePath } = useVisit().public;
  return (
    <Card title={t('timeline.title')}>
      <ol className={styles.timelineRounds}>
        {rounds.map((round) => (
          <RoundStop key={round.roundId} round={round} />
        ))}
      </ol>
      {collectivePath && (
        <Link href={collectivePath} className={styles.timelineResults}>
          {t('timeline.collective')}
        </Link>
      )}
    </Card>
  );
}

function RoundStop({ round }: { round: RoundCard }) {
  const { t } = useTranslation(['contestant', 'common']);
  const { slug } = useVisit();
  const { local, instant, closing } = useFormat();
  return (
    <li className={styles.timelineStop} aria-current={round.phase === 'open' ? 'step' : undefined}>
      <Drum size={30} progress={goldOf[round.phase]} className={styles.timelineMark} />
      <div className={styles.timelineText}>
        <p className={styles.timelineHead}>
          <strong>{local(round.label)}</strong>
          <Badge tone={toneOf[round.phase]}>{t(`common:phase.${round.phase}`)}</Badge>
        </p>
        <p className={styles.timelineWindow}>
          {t('timeline.window', { opens: instant(round.opensAtMs), closes: closing(round.closesAtMs) })}
        </p>
        {round.phase === 'published' && (
          <Link href={resultsPath(slug, round.ordinal)} className={styles.timelineResults}>
            {t('timeline.results', { round: local(round.label) })}
          </Link>
        )}
        {['closed', 'verifying', 'finalized'].includes(round.phase) && round.publishAtMs !== null && (
          <p className={styles.timelineWindow}>{t('timeline.publishAt', { at: instant(round.publishAtMs) })}</p>
        )}
      </div>
    </li>
  );
}
