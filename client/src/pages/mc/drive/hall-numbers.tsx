import type { McRun } from '@hoithi/shared/contract/show-mc';
import { useTranslation } from 'react-i18next';
import { Countdown } from '../../../ui/countdown.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

/** The hall in three numbers, and the clock of the question that is on. */
export function HallNumbers({ run, nowMs }: { run: McRun; nowMs: () => number }) {
  const { t } = useTranslation('mc');
  const { number } = useFormat();
  const { figures, stage } = run;
  const { cue } = stage;
  const opening = cue.kind === 'question' || cue.kind === 'sudden-death' ? cue.opening : null;
  const elimination = stage.rules.mode === 'elimination';
  return (
    <div className={styles.hallNumbers}>
      <p>
        <b>
          {number(figures.answered)}/{number(figures.playing)}
        </b>
        {t('drive.answered')}
      </p>
      <p>
        <b>{number(figures.connected)}</b>
        {t('drive.connected')}
      </p>
      <p>
        <b>{number(elimination ? figures.in : figures.players)}</b>
        {t(elimination ? 'drive.in' : 'drive.players')}
      </p>
      {opening && 'seconds' in cue && cue.revealed === null ? (
        <Countdown untilMs={opening.locksAtMs} fullMs={cue.seconds * 1000} nowMs={nowMs} size={64} />
      ) : (
        <p className={styles.hallCode}>
          <b>
            {stage.code.slice(0, 3)} {stage.code.slice(3)}
          </b>
          {t('drive.code')}
        </p>
      )}
    </div>
  );
}
