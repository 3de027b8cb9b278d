import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Drum } from '../../../ui/drum.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useTicking } from '../../../ui/use-ticking.ts';
import styles from './page.module.css';
import type { Start } from './use-start.ts';

/** Too many people start at once: the place in the queue, about how long, and that no clock runs. SPEC W5. */
export function StartQueue({ start, leave }: { start: Extract<Start, { is: 'waiting' }>; leave: () => void }) {
  const { t } = useTranslation('start-queue');
  const { number } = useFormat();
  const { ahead, from } = start;
  return (
    <div className={styles.queue}>
      <Drum size={132} progress={from === 0 ? 1 : 1 - Math.min(1, ahead / (from + 1))} />
      <h1>{t('title')}</h1>
      <p className={styles.queueLead}>{t('lead')}</p>
      <output className={styles.queuePlace}>
        {ahead > 0 ? (
          <span>
            <strong className={styles.queueFigure}>{number(ahead)}</strong> {t('aheadOf', { count: ahead })}
          </span>
        ) : (
          <span className={styles.queueFirst}>{t('first')}</span>
        )}
        <span className={styles.queueEstimate}>
          <Estimate ms={start.estimateMs} />
        </span>
      </output>
      <ul className={styles.queueSentences}>
        <li className={styles.queueCalm}>{t('clock')}</li>
        <li>{t('stay')}</li>
        <li>{t('placeStays')}</li>
      </ul>
      <Button kind="quiet" onClick={leave}>
        {t('leave')}
      </Button>
    </div>
  );
}

/** No more exact than what is known: whole minutes, else tens of seconds. */
function Estimate({ ms }: { ms: number }) {
  const { t } = useTranslation('start-queue');
  const tens = Math.ceil(ms / 10_000) * 10;
  if (tens <= 10) return t('soon');
  return tens < 90 ? t('seconds', { count: tens }) : t('minutes', { count: Math.ceil(ms / 60_000) });
}

const pageNowMs = (): number => performance.now();

/** The queue is full too: the page tries again by itself. */
export function FullServer({ againAtMs, leave }: { againAtMs: number; leave: () => void }) {
  const { t } = useTranslation('start-queue');
  const leftMs = againAtMs - useTicking(pageNowMs, 500);
  return (
    <div className={styles.queue}>
      <Drum size={132} progress={0.25} />
      <h1>{t('full.title')}</h1>
      <p role="timer" className={styles.queueEstimate}>
        {t('full.text', { count: Math.max(1, Math.ceil(leftMs / 1_000)) })}
      </p>
      <p className={styles.queueCalm}>{t('full.clock')}</p>
      <Button kind="quiet" onClick={leave}>
        {t('leave')}
      </Button>
    </div>
  );
}
