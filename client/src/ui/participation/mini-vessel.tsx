import { joinClasses } from '../join-classes.ts';
import styles from './participation.module.css';
import { fillOf } from './participation-figures.ts';

/** A small vessel beside the same figure in digits. */
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
    <span className={joinClasses(styles.miniVessel, className)} aria-hidden="true">
      <span className={styles.miniFill} style={{ transform: `scaleY(${fillOf(rate)})` }} />
      {targetRate !== null && <span className={styles.miniLine} style={{ bottom: `${fillOf(targetRate) * 100}%` }} />}
    </span>
  );
}
