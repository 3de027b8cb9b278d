import { joinClasses } from '../../../ui/join-classes.ts';
import styles from './mini-vessel.module.css';
import { fillOf } from './participation-figures.ts';

/** A small vessel beside a figure that says the same in digits. */
export function MiniVessel({
  rate,
  targetRate,
  className,
}: {
  rate: number | null;
  targetRate: number | null;
  className?: string;
}) {
  return (
    <span className={joinClasses(styles.vessel, className)} aria-hidden="true">
      <span className={styles.fill} style={{ transform: `scaleY(${fillOf(rate)})` }} />
      {targetRate !== null && <span className={styles.line} style={{ bottom: `${fillOf(targetRate) * 100}%` }} />}
    </span>
  );
}
