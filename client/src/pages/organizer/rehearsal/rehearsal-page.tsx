import type { RehearsalView } from '@hoithi/shared/contract/rehearsal';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { rehearsalsPath } from '../organizer-paths.ts';
import styles from './rehearsal.module.css';
import { StateBadge } from './rehearsals-page.tsx';
import { ReportCards } from './report-cards.tsx';
import { RunningCard } from './running-card.tsx';

const checkEveryMs = 2_000;

/** One rehearsal: how it goes, then its report. SPEC Y6, Y7. */
export function RehearsalPage({ rehearsalId }: { rehearsalId: string }) {
  const { t } = useTranslation('rehearsal');
  const { local } = useFormat();
  const words = useRefusalText();
  const { value: view, refusal, again } = useLoaded<RehearsalView>(`/api/organizer/rehearsals/${rehearsalId}`);
  const running = view !== null && view.report === null;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(again, checkEveryMs);
    return () => clearInterval(timer);
  }, [running, again]);
  return (
    <OrganizerPage making>
      <header className={styles.head}>
        <ButtonLink href={rehearsalsPath} kind="quiet" className={styles.back}>
          ← {t('back')}
        </ButtonLink>
        <h1 className={styles.title}>
          {t('title')} {view && <StateBadge view={view} />}
        </h1>
        {view && <p className={styles.lead}>{local(view.contest.name)}</p>}
      </header>
      {!view && !refusal && <StateCard kind="loading" />}
      {refusal && <StateCard kind="closed" title={words(refusal)} />}
      {view && running && <RunningCard view={view} onStopped={again} />}
      {view?.report && <ReportCards view={view} report={view.report} />}
    </OrganizerPage>
  );
}
