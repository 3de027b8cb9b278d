import type { RehearsalView } from '@hoithi/shared/contract/rehearsal';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { Figure } from '../desk/figure.tsx';
import styles from './rehearsal.module.css';
import { useFigureWords } from './use-figure-words.ts';

/** What the crowd has told so far, and the way to stop it. */
export function RunningCard({ view, onStopped }: { view: RehearsalView; onStopped: () => void }) {
  const { t } = useTranslation('rehearsal');
  const { number, instant } = useFormat();
  const print = useFigureWords();
  const words = useRefusalText();
  const { busy, refusal, run } = useAct(
    () => postJson(`/api/organizer/rehearsals/${view.rehearsalId}/stop`, {}),
    onStopped,
  );
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
      {!view.judging && (
        <div className={styles.acts}>
          <Button kind="danger" busy={busy} onClick={() => void run()}>
            {t('running.stop')}
          </Button>
        </div>
      )}
      <output className={styles.said}>{refusal && words(refusal)}</output>
    </Card>
  );
}
