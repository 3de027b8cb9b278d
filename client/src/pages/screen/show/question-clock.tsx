import { Drum } from '../../../ui/drum.tsx';
import { useTicking } from '../../../ui/use-ticking.ts';
import styles from './question-cue.module.css';

/** The drum that burns down with the digits in its middle, by the server's clock; it beats in the last five seconds. */
export function QuestionClock({ untilMs, fullMs, nowMs }: { untilMs: number; fullMs: number; nowMs: () => number }) {
  const leftMs = Math.max(0, untilMs - useTicking(nowMs, 200));
  return (
    <>
      <Drum size={380} progress={leftMs / fullMs} beat={leftMs > 0 && leftMs <= 5000} className={styles.drum} />
      <Digits untilMs={untilMs} nowMs={nowMs} />
    </>
  );
}

/** Looked at often, so that a digit turns within a hundredth of the server's second; drawn again only when it does. */
function Digits({ untilMs, nowMs }: { untilMs: number; nowMs: () => number }) {
  const seconds = Math.max(0, Math.ceil((untilMs - useTicking(nowMs, 30)) / 1000));
  return <span className={styles.digits}>{seconds}</span>;
}
