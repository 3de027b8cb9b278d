import type { ShownLook } from '@hoithi/shared/contract/look';
import type { ReactNode } from 'react';
import { toneProperties } from '../../ui/look.ts';
import { LookImage } from '../../ui/look-pictures.tsx';
import styles from './page.module.css';

export type StageProps = {
  children: ReactNode;
  /** Over the picture, in the lower corner: the sign of a lost connection. */
  sign?: ReactNode;
  /** Beside the picture or below it, whatever shape the wall has. */
  band?: ReactNode;
  /** Nothing is drawn behind what is shown: a video mixer lays it over a picture. */
  transparent?: boolean;
  look?: ShownLook | null | undefined;
};

/**
 * The lacquer ground of the hall's screen. Everything on it is measured in `--u`, one pixel of a 1920 × 1080 picture,
 * so that 4K and the MC's small preview show the very same picture.
 */
export function Stage({ children, sign, band, transparent, look }: StageProps) {
  return (
    <div
      className={styles.stage}
      data-ground="lacquer"
      data-transparent={transparent || undefined}
      data-band={band ? true : undefined}
      translate="no"
      style={toneProperties(look)}
    >
      {look?.background && !transparent && (
        <LookImage picture={look.background} alt="" className={styles.stageGround} />
      )}
      <div className={styles.stageFrame}>
        <div className={styles.stageCanvas}>
          {children}
          {sign && <div className={styles.stageSign}>{sign}</div>}
        </div>
        {band}
      </div>
    </div>
  );
}
