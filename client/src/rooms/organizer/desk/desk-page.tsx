import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../ui/button.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { type Act, ActDialog } from '../acts/act-dialog.tsx';
import { AttemptsCard } from '../attempts/attempts-card.tsx';
import { AuditTrail } from '../audit/audit-trail.tsx';
import { CollectiveCard } from '../collective/collective-card.tsx';
import { ExclusionsCard } from '../exclusions/exclusions-card.tsx';
import { FiguresCard } from '../figures/figures-card.tsx';
import { useOrganizer } from '../organizer-line.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { deskHome } from '../organizer-paths.ts';
import { RostersCard } from '../rosters/rosters-card.tsx';
import { StageCard } from '../stage/stage-card.tsx';
import { MapCard } from '../units/map-card.tsx';
import { UnitsCard } from '../units/units-card.tsx';
import { Decisions } from './decisions.tsx';
import { DeskHead } from './desk-head.tsx';
import styles from './desk-page.module.css';
import { RoundsCard } from './rounds-card.tsx';
import { useWatchedDesk } from './use-watched-desk.ts';

/** One contest's desk: what needs a decision, the weeks, who is kept out, who did what. SPEC O2. */
export function DeskPage({ slug }: { slug: string }) {
  const { view } = useOrganizer();
  const listed = view.contests.find((each) => each.contest.slug === slug) ?? null;
  const desk = useWatchedDesk(listed?.contest.contestId ?? null);
  const [act, setAct] = useState<Act | null>(null);
  const [done, setDone] = useState<string | null>(null);
  if (!listed) return <NoDesk />;
  if (!desk) {
    return (
      <OrganizerPage demo={listed.contest.demo}>
        <StateCard kind="loading" />
      </OrganizerPage>
    );
  }
  const begin = (next: Act) => {
    setDone(null);
    setAct(next);
  };
  return (
    <OrganizerPage demo={desk.contest.demo}>
      <DeskHead desk={desk} phase={listed.phase} />
      <output className={styles.said}>{done && <Done key={done}>{done}</Done>}</output>
      <Decisions desk={desk} begin={begin} />
      <RoundsCard desk={desk} begin={begin} />
      <FiguresCard key={`figures:${desk.contest.contestId}`} rounds={desk.rounds} />
      <CollectiveCard desk={desk} />
      <StageCard key={`stage:${desk.contest.contestId}`} contestId={desk.contest.contestId} />
      <UnitsCard key={`units:${desk.contest.contestId}`} contest={desk.contest} />
      <AttemptsCard key={`attempts:${desk.contest.contestId}`} contest={desk.contest} />
      <RostersCard key={`rosters:${desk.contest.contestId}`} contest={desk.contest} />
      <MapCard key={`map:${desk.contest.contestId}`} contest={desk.contest} />
      <ExclusionsCard key={desk.contest.contestId} desk={desk} />
      <AuditTrail lines={desk.audit} rounds={desk.rounds} />
      <ActDialog
        act={act}
        desk={desk}
        onClose={() => setAct(null)}
        onDone={(words) => {
          setAct(null);
          setDone(words);
        }}
      />
    </OrganizerPage>
  );
}

/** What was just done, brought into sight: the act may have begun far down the page. */
function Done({ children }: { children: string }) {
  const line = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which must not be taken for the effect's cleaning up.
    line.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  return (
    <span ref={line} className={styles.done}>
      {children}
    </span>
  );
}

function NoDesk() {
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
