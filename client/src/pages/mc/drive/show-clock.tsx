import type { McRun } from '@hoithi/shared/contract/show-mc';
import { delayOf } from '@hoithi/shared/rules/show/show-clock';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

const tickMs = 1000;
/** A few seconds are neither late nor early. */
const onTimeMs = 30_000;

/** How long the show and the cue have been on, of how long they are planned to be, and how far the show is behind. SPEC H41. */
export function ShowClock({ run, nowMs }: { run: McRun; nowMs: () => number }) {
  const { t } = useTranslation('mc');
  const { number } = useFormat();
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), tickMs);
    return () => clearInterval(timer);
  }, [nowMs]);
  const { clock } = run;
  const { startedAtMs } = clock;
  const delayMs = delayOf(clock, now);
  const minutes = Math.round(Math.abs(delayMs) / 60_000) || 1;
  const isPlanned = clock.totalMs > 0;
  const pace = Math.abs(delayMs) < onTimeMs ? 'onTime' : delayMs > 0 ? 'late' : 'early';
  return (
    <div className={styles.clock}>
      <p>
        <b>{startedAtMs === null ? t('clock.notBegun') : clockTime(now - startedAtMs)}</b>{' '}
        {isPlanned && <span>{t('clock.of', { time: clockTime(clock.totalMs) })}</span>}
      </p>
      <p>
        <span>{t('clock.cue')}</span> <b>{clockTime(now - clock.cueSinceMs)}</b>{' '}
        {clock.currentMs > 0 && <span>{t('clock.of', { time: clockTime(clock.currentMs) })}</span>}
      </p>
      {isPlanned && startedAtMs !== null && (
        <p data-pace={pace}>
          {pace === 'onTime' ? t('clock.onTime') : t(`clock.${pace}`, { count: minutes, value: number(minutes) })}
        </p>
      )}
    </div>
  );
}

/** Minutes and seconds, with hours where there are any. */
function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3600);
  return [...(hours > 0 ? [String(hours)] : []), ...parts].join(':');
}
