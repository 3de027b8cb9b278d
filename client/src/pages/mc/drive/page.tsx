import type { McToServer, McView, ServerToMc } from '@hoithi/shared/contract/screen';
import type { McRun } from '@hoithi/shared/contract/show';
import { type MouseEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UseNamespace } from '../../../connection/use-namespace.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Page } from '../../../ui/page.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ScreenLink } from '../screen-link.tsx';
import { CueCard } from './cue-card.tsx';
import { CueList, LaunchLink, PlayerList, TopOfBoard } from './drawers.tsx';
import { HallNumbers } from './hall-numbers.tsx';
import styles from './page.module.css';
import { useClicker, useDrive } from './use-drive.ts';

/** The MC drives: now and next, the hall in three numbers, one wide button. SPEC H3. */
export function DrivePage({
  namespace,
  view,
  run,
}: {
  namespace: UseNamespace<McToServer, ServerToMc>;
  view: McView;
  run: McRun;
}) {
  const { t } = useTranslation(['mc', 'show-outage']);
  const { local, number } = useFormat();
  const { busy, notice, drive, take, driving } = useDrive(namespace, run);
  const [ending, setEnding] = useState(false);
  const { stage } = run;
  const next = () => {
    if (driving && run.nextStep !== 'nothing') drive({ do: 'next' });
  };
  const black = () => driving && drive({ do: 'black', on: !stage.black });
  const back = () => driving && run.canBack && drive({ do: 'back' });
  useClicker({ next, back, black });
  const waiting = run.nextStep === 'nothing';
  // A clicked button must not take the space bar from the clicker; one focused by keyboard does.
  const dropped = (event: MouseEvent<HTMLElement>) => {
    if (event.detail > 0 && event.target instanceof HTMLElement) event.target.closest('button')?.blur();
  };
  return (
    <Page
      width="wide"
      demo={view.participation.contest.demo}
      className={styles.page}
      header={
        <Badge tone={view.screensConnected > 0 ? 'jade' : 'amber'}>
          {t('screens', { value: number(view.screensConnected) })}
        </Badge>
      }
    >
      <h1 className="unseen">{local(stage.showTitle)}</h1>
      {stage.rehearsal && <p className={styles.rehearsal}>{t('drive.rehearsal')}</p>}
      {!namespace.online && (
        <p className={styles.offline} role="alert">
          {t('offline')}
        </p>
      )}
      <HallNumbers run={run} nowMs={namespace.serverNowMs} />
      <div className={styles.columns}>
        <CueCard title={t('drive.now')} cue={run.now} run={run} current />
        {run.next && <CueCard title={t('drive.next')} cue={run.next} run={run} />}
      </div>
      {run.launchPath && <LaunchLink path={run.launchPath} joinUrl={run.stage.joinUrl} />}
      <div className={styles.more}>
        <CueList run={run} driving={driving} go={(cueIndex) => drive({ do: 'go', cueIndex })} />
        <TopOfBoard run={run} />
        <PlayerList run={run} driving={driving} remove={(playerId) => drive({ do: 'remove', playerId })} />
        <ScreenLink
          path={view.screenPath}
          connected={view.screensConnected}
          renew={() => namespace.send('screen:renew', {})}
        />
      </div>
      <div className={styles.deck} onClickCapture={dropped}>
        {run.resending > 0 && (
          <output className={styles.resending}>
            {t('show-outage:resending', { count: run.resending, value: number(run.resending) })}
          </output>
        )}
        <output className={styles.notice}>{notice}</output>
        {driving ? (
          <>
            <div className={styles.small}>
              <Button onClick={back} aria-disabled={!run.canBack}>
                {t('drive.back')}
              </Button>
              <Button onClick={() => run.canUndo && drive({ do: 'undo' })} aria-disabled={!run.canUndo}>
                {t('drive.undo')}
              </Button>
              <Button onClick={black} aria-pressed={stage.black}>
                {t(stage.black ? 'drive.light' : 'drive.black')}
              </Button>
              <Button onClick={() => drive({ do: 'pause', on: !stage.paused })} aria-pressed={stage.paused}>
                {t(stage.paused ? 'drive.resume' : 'drive.pause')}
              </Button>
              <Button onClick={() => drive({ do: 'freeze', on: !stage.frozen })} aria-pressed={stage.frozen}>
                {t(stage.frozen ? 'drive.thaw' : 'drive.freeze')}
              </Button>
              <Button kind="danger" onClick={() => setEnding(true)}>
                {t('drive.end')}
              </Button>
            </div>
            <button
              type="button"
              className={styles.next}
              onClick={next}
              aria-busy={busy || undefined}
              aria-disabled={waiting || !namespace.online}
              data-step={run.nextStep}
            >
              {stage.paused ? t('drive.isPaused') : t(`drive.step.${run.nextStep}`)}
            </button>
          </>
        ) : (
          <button type="button" className={styles.next} onClick={take} aria-busy={busy || undefined}>
            {t('drive.take')}
          </button>
        )}
      </div>
      <Dialog
        open={ending}
        title={t('drive.endTitle')}
        onClose={() => setEnding(false)}
        actions={
          <>
            <Button onClick={() => setEnding(false)}>{t('drive.keep')}</Button>
            <Button
              kind="danger"
              onClick={() => {
                setEnding(false);
                drive({ do: 'end' });
              }}
            >
              {t('drive.end')}
            </Button>
          </>
        }
      >
        {t('drive.endText')}
      </Dialog>
    </Page>
  );
}
