import type { OrganizerView } from '@hoithi/shared/contract/organizer';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../ui/button.tsx';
import { StateCard } from '../../ui/state-card.tsx';
import { ContestTabs } from './contest-tabs.tsx';
import { useOrganizer } from './organizer-connection.ts';
import { OrganizerPage } from './organizer-page.tsx';
import { deskHome } from './organizer-paths.ts';

type WithDeskProps = {
  slug: string;
  children: (desk: Desk, phase: OrganizerView['contests'][number]['phase']) => ReactNode;
};

/** A page of one contest that is watched: its tabs and what the page draws, or that it loads or is not there. SPEC O2. */
export function WithDesk({ slug, children }: WithDeskProps) {
  const { view } = useOrganizer();
  const listed = view.contests.find((each) => each.contest.slug === slug) ?? null;
  const desk = useWatchedDesk(listed?.contest.contestId ?? null);
  if (!listed) return <NoDesk />;
  return (
    <OrganizerPage demo={listed.contest.demo}>
      <ContestTabs contest={listed.contest} />
      {desk ? children(desk, listed.phase) : <StateCard kind="loading" />}
    </OrganizerPage>
  );
}

/** Instead of a page of a contest that is not there, or not this session's. */
export function NoDesk() {
  const { t } = useTranslation('organizer');
  return (
    <OrganizerPage>
      <StateCard
        kind="empty"
        title={t('desk.missing')}
        action={
          <ButtonLink href={deskHome} kind="primary">
            {t('contests')}
          </ButtonLink>
        }
      >
        {t('desk.missingText')}
      </StateCard>
    </OrganizerPage>
  );
}

/** The desk of one contest, watched for as long as the page stays and again after each reconnect; null until it has arrived. */
function useWatchedDesk(contestId: string | null): OrganizerView['desk'] {
  const { namespace, view } = useOrganizer();
  const { send, enter, online } = namespace;
  const sending = useRef(false);
  const at = view.desk?.contest.contestId ?? null;
  useEffect(() => {
    if (contestId === null || at === contestId || sending.current || !online) return;
    sending.current = true;
    // What this act answers with is the same view; entering again puts it into the view that every part of the page reads.
    void send('contest:watch', { contestId })
      .then((received) => (received.ok ? enter() : undefined))
      .finally(() => {
        sending.current = false;
      });
  }, [contestId, at, online, send, enter]);
  const now = at !== null && at === contestId ? view.desk : null;
  const [last, setLast] = useState<Desk | null>(null);
  if (now && now !== last) setLast(now);
  return now ?? (last?.contest.contestId === contestId ? last : null); // a reconnect takes away no page, and no dialog on it
}

/** A desk as the server sends it. */
export type Desk = NonNullable<OrganizerView['desk']>;
