import type { McRun } from '@hoithi/shared/contract/show-mc';
import { type MouseEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';
import { useClicker, type useDrive } from './use-drive.ts';

type Control = ReturnType<typeof useDrive>;
type DeckProps = { run: McRun; online: boolean; control: Control };

/** What the MC presses, at the foot of the page: the one wide button and the small ones; a clicker's keys do the same. SPEC H3. */
export function Deck({ run, online, control }: DeckProps) {
  const { t } = useTranslation(['mc', 'show-outage']);
  const { number } = useFormat();
  const { busy, notice, drive, take, driving } = control;
  const { stage } = run;
  const [ending, setEnding] = useState(false);
  const waiting = run.nextStep === 'nothing';
  const first = 'buzzer' in stage.cue ? stage.cue.buzzer?.first : null;
  const isJudging = waiting && first?.right === null;
  const reopens = run.nextStep === 'open-question' && first?.right === false;
  const buzzStep = isJudging ? t('buzz.judge') : reopens ? t('buzz.reopen') : null;
  const next = () => {
    if (driving && !waiting) drive({ do: 'next' });
  };
  const black = () => driving && drive({ do: 'black', on: !stage.black });
  const back = () => driving && run.canBack && drive({ do: 'back' });
  useClicker({ next, back, black });
  // A clicked button must not take the space bar from the clicker; one focused by keyboard does.
  const blurClicked = (event: MouseEvent<HTMLElement>) => {
    if (event.detail > 0 && event.target instanceof HTMLElement) event.target.closest('button')?.blur();
  };
  return (
    <>
      <div className={styles.deck} onClickCapture={blurClicked}>
        {run.resending > 0 && (
          <output className={styles.resending}>
            {t('show-outage:resending', { count: run.resending, value: number(run.resending) })}
          </output>
        )}
        <output className={styles.notice}>{notice}</output>
        {driving ? (
          <>
            <SmallButtons run={run} drive={drive} back={back} black={black} end={() => setEnding(true)} />
            <button
              type="button"
              className={styles.next}
              onClick={next}
              aria-busy={busy || undefined}
              aria-disabled={waiting || !online}
              data-step={run.nextStep}
            >
              {stage.paused ? t('drive.isPaused') : (buzzStep ?? t(`drive.step.${run.nextStep}`))}
            </button>
          </>
        ) : (
          <button type="button" className={styles.next} onClick={take} aria-busy={busy || undefined}>
            {t('drive.take')}
          </button>
        )}
      </div>
      <EndDialog open={ending} close={() => setEnding(false)} end={() => drive({ do: 'end' })} />
    </>
  );
}

type SmallButtonsProps = { run: McRun; drive: Control['drive']; back: () => void; black: () => void; end: () => void };

function SmallButtons({ run, drive, back, black, end }: SmallButtonsProps) {
  const { t } = useTranslation('mc');
  const { stage } = run;
  return (
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
      <Button kind="danger" onClick={end}>
        {t('drive.end')}
      </Button>
    </div>
  );
}

function EndDialog({ open, close, end }: { open: boolean; close: () => void; end: () => void }) {
  const { t } = useTranslation('mc');
  return (
    <Dialog
      open={open}
      title={t('drive.endTitle')}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('drive.keep')}</Button>
          <Button
            kind="danger"
            onClick={() => {
              close();
              end();
            }}
          >
            {t('drive.end')}
          </Button>
        </>
      }
    >
      {t('drive.endText')}
    </Dialog>
  );
}
