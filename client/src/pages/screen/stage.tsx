import type { ReactNode } from 'react';
import styles from './page.module.css';

export type StageProps = {
  children: ReactNode;
  /** Over the picture, in the lower corner: the sign of a lost connection. */
  sign?: ReactNode;
};

/**
 * The lacquer ground of the hall's screen. Everything on it is measured in `--u`, one pixel of a 1920 × 1080 picture,
 * so that 4K and the MC's small preview show the very same picture.
 */
export function Stage({ children, sign }: StageProps) {
  return (
    <div className={styles.stage} data-ground="lacquer" translate="no">
      <div className={styles.stageCanvas}>
        {children}
        {sign && <div className={styles.stageSign}>{sign}</div>}
      </div>
    </div>
  );
}
