import type { RoundCard } from '@hoithi/shared/contract/public';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../ui/drum.tsx';
import { formatClock } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { useTicking } from '../../../ui/use-ticking.ts';
import { useServerNow, useSession, useVisit } from '../contestant-context.ts';
import styles from './page.module.css';

type RoundClockProps = { round: RoundCard | null; children: ReactNode };

/** The drum of a round between its opening and its close, the title under it, and what is left in words and digits. */
export function RoundClock({ round, children }: RoundClockProps) {
  const nowMs = useServerNow();
  if (!round || !nowMs || (round.phase !== 'open' && round.phase !== 'scheduled')) {
    return <Face progress={round?.phase === 'open' ? 1 : round?.phase === 'published' ? 1 : 0.5}>{children}</Face>;
  }
  return (
    <RunningClock round={round} nowMs={nowMs}>
      {children}
    </RunningClock>
  );
}

function RunningClock({ round, nowMs, children }: { round: RoundCard; nowMs: () => number; children: ReactNode }) {
  const { t } = useTranslation(['contestant', 'common']);
  const { local, number, instant, closing } = useFormat();
  const { again } = useVisit();
  const refresh = useSession()?.desk.refresh;
  const open = round.phase === 'open';
  const leftMs = Math.max(0, (open ? round.closesAtMs : round.opensAtMs) - useTicking(nowMs));
  const days = Math.floor(leftMs / 86_400_000);
  const passed = leftMs === 0;
  // The server changes the phase: read it once the moment has passed, each page at its own instant.
  useEffect(() => {
    if (!passed) return;
    const read = () => (refresh ? void refresh() : again());
    const timer = setInterval(read, 1500 + Math.random() * 2500);
    return () => clearInterval(timer);
  }, [passed, again, refresh]);
  const whole = round.closesAtMs - round.opensAtMs;
  return (
    <Face progress={open ? leftMs / whole : 1} beat={leftMs > 0 && leftMs <= 5000}>
      {children}
      <div className={styles.clock} role="timer" aria-live="off">
        <span className={styles.clockLabel}>
          {t(open ? 'clock.closesIn' : 'clock.opensIn', { round: local(round.label) })}
        </span>
        <span className={styles.clockLeft}>
          {days > 0 && <>{t('common:days', { count: days, shown: number(days) })} </>}
          <span>{formatClock(leftMs % 86_400_000, days > 0)}</span>
        </span>
        <span className={styles.clockInstant}>
          {open
            ? t('clock.closesAt', { at: closing(round.closesAtMs) })
            : t('clock.opensAt', { at: instant(round.opensAtMs) })}
        </span>
      </div>
    </Face>
  );
}

function Face({ progress, beat, children }: { progress: number; beat?: boolean; children: ReactNode }) {
  return (
    <>
      <Drum size={184} progress={progress} beat={beat ?? false} className={styles.clockDrum} />
      <div className={styles.clockWords}>{children}</div>
    </>
  );
}
