import type { RehearsalView } from '@hoithi/shared/contract/rehearsal';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { useMay } from '../organizer-connection.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { rehearsalsPath } from '../organizer-paths.ts';
import styles from './page.module.css';
import { ReportCards } from './report-cards.tsx';
import { StateBadge } from './state-badge.tsx';
import { useFigureWords } from './use-figure-words.ts';

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
      <PageHead
        above={
          <ButtonLink href={rehearsalsPath} kind="quiet" className={styles.back}>
            ← {t('back')}
          </ButtonLink>
        }
        title={
          <>
            <span>{t('title')}</span> {view && <StateBadge view={view} />}
          </>
        }
        lead={view && local(view.contest.name)}
      />
      {!view && !refusal && <StateCard kind="loading" />}
      {refusal && <StateCard kind="closed" title={words(refusal)} />}
      {view && running && <RunningCard view={view} onStopped={again} />}
      {view?.report && <ReportCards view={view} report={view.report} />}
    </OrganizerPage>
  );
}

/** What the crowd has reported so far, and the way to stop it. */
function RunningCard({ view, onStopped }: { view: RehearsalView; onStopped: () => void }) {
  const { t } = useTranslation('rehearsal');
  const { number, instant } = useFormat();
  const print = useFigureWords();
  const words = useRefusalText();
  const { busy, refusal, run } = useAct(
    () => postJson(`/api/organizer/rehearsals/${view.rehearsalId}/stop`, {}),
    onStopped,
  );
  const mayRun = useMay()('rehearsal:run');
  const { progress, takenAtMs, workload } = view;
  const of = t('running.of', { people: number(workload.people) });
  return (
    <Card tone="gold" aria-live="polite">
      <p>
        {view.judging
          ? t('running.judging')
          : takenAtMs === null
            ? t('running.waiting', { at: instant(view.endsByMs) })
            : t('running.since', { at: instant(takenAtMs), until: instant(view.endsByMs) })}
      </p>
      {progress && (
        <dl className={styles.figures}>
          <Figure of={t('running.joined')} value={number(progress.joined)}>
            {of}
          </Figure>
          <Figure of={t('running.answers')} value={number(progress.answersAcked)} />
          <Figure of={t('running.submitted')} value={number(progress.submitted)}>
            {of}
          </Figure>
          <Figure of={t('running.ack')} value={progress.answer ? print.ms(progress.answer.p99) : '–'} />
        </dl>
      )}
      {!view.judging && mayRun && (
        <div className={styles.acts}>
          <Button kind="danger" busy={busy} onClick={() => void run()}>
            {t('running.stop')}
          </Button>
        </div>
      )}
      <output className={styles.notice}>{refusal && words(refusal)}</output>
    </Card>
  );
}
