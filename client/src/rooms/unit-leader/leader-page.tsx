import type { ParticipationView } from '@hoithi/shared/contract/participation';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { ChildUnits } from './child-units.tsx';
import styles from './leader-page.module.css';
import { OwnRate } from './own-rate.tsx';
import { PeerPlaceCard } from './peer-place-card.tsx';
import { ReminderCard } from './reminder-card.tsx';
import { RoundHead } from './round-head.tsx';

export type LeaderPageProps = { view: ParticipationView; online: boolean; nowMs: () => number };

/** What a leader sees, from the own unit down. The first unit of the view is the leader's own. */
export function LeaderPage({ view, online, nowMs }: LeaderPageProps) {
  const { t } = useTranslation('unit-leader');
  const { local, instant } = useFormat();
  const [own, ...children] = view.units;
  const floors = view.unitsCoarse;
  if (!own) {
    return (
      <Page width="middle" demo={view.contest.demo}>
        <StateCard kind="empty" title={local(view.contest.name)}>
          {t('round.none')}
        </StateCard>
      </Page>
    );
  }
  return (
    <Page width="middle" demo={view.contest.demo} className={styles.page}>
      <header className={styles.head}>
        <p className={styles.contest}>{local(view.contest.name)}</p>
        <h1>{own.name}</h1>
        <RoundHead round={view.round} nowMs={nowMs} />
      </header>
      {!online && (
        <p className={styles.offline} role="alert">
          {t('offline')}
        </p>
      )}
      <OwnRate unit={own} targetRate={view.targetRate} coarse={floors} />
      {view.coarse && (
        <aside className={styles.coarse}>
          <strong>{t(floors ? 'coarse.title' : 'coarse.ownTitle')}.</strong>{' '}
          {t(floors ? 'coarse.text' : 'coarse.ownText')}
        </aside>
      )}
      {view.place && <PeerPlaceCard place={view.place} coarse={view.coarse} />}
      <ReminderCard view={view} own={own} />
      <ChildUnits units={children} targetRate={view.targetRate} coarse={floors} />
      <p className={styles.updated}>{t('updated', { time: instant(view.serverNowMs) })}</p>
    </Page>
  );
}
