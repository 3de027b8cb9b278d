import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './countdown.module.css';
import { Drum } from './drum.tsx';
import { formatClock } from './format.ts';
import { joinClasses } from './join-classes.ts';
import { useFormat } from './use-format.ts';
import { useTicking } from './use-ticking.ts';

export type CountdownProps = {
  /** Epoch ms on the server's clock. */
  untilMs: number;
  /** How long the whole is; the drum is whole at its beginning. */
  fullMs: number;
  /** The server's time; never the device's clock. */
  nowMs: () => number;
  size?: number;
  label?: ReactNode;
};

/** Time left as a drum that burns down, with the digits beside it. Says nothing aloud: a clock that talks every second is noise. */
export function Countdown({ untilMs, fullMs, nowMs, size = 48, label }: CountdownProps) {
  const { t } = useTranslation('common');
  const { number } = useFormat();
  const leftMs = Math.max(0, untilMs - useTicking(nowMs));
  const last = leftMs > 0 && leftMs <= 5000;
  const days = Math.floor(leftMs / 86_400_000);
  return (
    <div className={styles.countdown} role="timer" aria-live="off">
      <Drum size={size} progress={fullMs > 0 ? leftMs / fullMs : 0} beat={last} />
      <div className={styles.left}>
        {label && <span className={styles.label}>{label}</span>}
        <span className={joinClasses(styles.digits, last && styles.last)}>
          {days > 0 && <span>{`${t('days', { count: days, shown: number(days) })} `}</span>}
          <span>{formatClock(leftMs % 86_400_000, days > 0)}</span>
        </span>
      </div>
    </div>
  );
}
