import type { RoundCard } from '@hoithi/shared/contract/public';
import type { Result } from '@hoithi/shared/contract/result';
import type { LeaderView, RosterReading } from '@hoithi/shared/contract/unit-leader';
import { useTranslation } from 'react-i18next';
import { Countdown } from '../../ui/countdown.tsx';
import { Page } from '../../ui/page.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { ChildUnits } from './child-units.tsx';
import { OwnRate } from './own-rate.tsx';
import styles from './page.module.css';
import { PeerPlaceCard, QualityCard } from './place-and-quality.tsx';
import { RosterCard } from './roster-card.tsx';
import { ShareCard } from './share-card.tsx';
import { TrendCard } from './trend-card.tsx';

export type LeaderPageProps = {
  view: LeaderView;
  online: boolean;
  nowMs: () => number;
  readRoster: () => Promise<Result<RosterReading>>;
};

/** What a leader sees, from the own unit down. */
export function LeaderPage({ view, online, nowMs, readRoster }: LeaderPageProps) {
  const { t } = useTranslation('unit-leader');
  const { local, instant } = useFormat();
  const { own, round } = view;
  const trend = view.trend && <TrendCard trend={view.trend} />;
  return (
    <Page width="wide" demo={view.contest.demo} className={styles.page}>
      <header className={styles.head}>
        <p className={styles.contest}>{local(view.contest.name)}</p>
        <h1>{own.name}</h1>
        <RoundHead round={round} nowMs={nowMs} />
      </header>
      {!online && <output className={styles.offline}>{t('offline')}</output>}
      <div className={styles.columns}>
        <div className={styles.column}>
          <OwnRate unit={own} />
          {view.coarse && (
            <aside className={styles.coarse}>
              <strong>{t('coarse.title')}.</strong> {t('coarse.text')}
            </aside>
          )}
        </div>
        <div className={styles.column}>
          <ShareCard view={view} />
        </div>
        <div className={styles.column}>
          {view.children.length > 0 ? <ChildUnits units={view.children} slug={view.contest.slug} /> : trend}
        </div>
        <div className={styles.column}>
          {view.place && <PeerPlaceCard place={view.place} coarse={view.coarse} />}
          {view.children.length > 0 && trend}
          {view.quality && <QualityCard quality={view.quality} />}
          {view.roster && <RosterCard roster={view.roster} open={round?.phase === 'open'} read={readRoster} />}
        </div>
      </div>
      <p className={styles.updated}>{t('updated', { time: instant(view.serverNowMs) })}</p>
    </Page>
  );
}

/** Which round the figures belong to, and how long there is to go. */
function RoundHead({ round, nowMs }: { round: RoundCard | null; nowMs: () => number }) {
  const { t } = useTranslation('unit-leader');
  const { local, instant, closing } = useFormat();
  if (!round) return <p>{t('round.none')}</p>;
  const label = local(round.label);
  return (
    <div className={styles.round}>
      <p>
        {round.phase === 'scheduled' && (
          <span>{t('round.scheduled', { round: label, opensAt: instant(round.opensAtMs) })}</span>
        )}
        {round.phase === 'open' && (
          <span>{t('round.open', { round: label, closesAt: closing(round.closesAtMs) })}</span>
        )}
        {round.phase !== 'scheduled' && round.phase !== 'open' && (
          <span>{t('round.over', { round: label, closesAt: closing(round.closesAtMs) })}</span>
        )}
      </p>
      {round.phase === 'open' && (
        <Countdown
          untilMs={round.closesAtMs}
          fullMs={round.closesAtMs - round.opensAtMs}
          nowMs={nowMs}
          label={t('round.left')}
        />
      )}
    </div>
  );
}
