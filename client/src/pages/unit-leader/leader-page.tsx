import type { Result } from '@hoithi/shared/contract/result';
import type { LeaderView, RosterReading } from '@hoithi/shared/contract/unit-leader';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { ChildUnits } from './child-units.tsx';
import styles from './leader-page.module.css';
import { OwnRate } from './own-rate.tsx';
import { PeerPlaceCard } from './peer-place-card.tsx';
import { QualityCard } from './quality-card.tsx';
import { RosterCard } from './roster-card.tsx';
import { RoundHead } from './round-head.tsx';
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
