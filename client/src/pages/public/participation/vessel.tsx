import { useId } from 'react';
import { drawStar } from '../../../ui/drum-face.ts';
import { joinClasses } from '../../../ui/join-classes.ts';
import { fillOf } from './participation-figures.ts';
import styles from './vessel.module.css';
import { fillY, vessel } from './vessel-shape.ts';

export type VesselProps = {
  rate: number | null;
  targetRate: number | null;
  /** At the end of the target's line. */
  targetText?: string | undefined;
  reached: boolean;
  label: string;
  className?: string;
};

const star = drawStar(34, 12);

/** A bronze jar that fills from below, with the target as a line across it. Its star lights when the target is reached. */
export function Vessel({ rate, targetRate, targetText, reached, label, className }: VesselProps) {
  const clipId = useId();
  return (
    <svg viewBox="0 0 240 300" role="img" aria-label={label} className={joinClasses(styles.vessel, className)}>
      <defs>
        <clipPath id={clipId}>
          <path d={vessel.body} />
        </clipPath>
        <linearGradient id={`${clipId}-gold`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" className={styles.surface} />
          <stop offset="1" className={styles.depth} />
        </linearGradient>
      </defs>
      <path d={vessel.handles} className={styles.handles} />
      <path d={vessel.body} className={styles.empty} />
      <g clipPath={`url(#${clipId})`}>
        <g className={styles.fill} style={{ transform: `translateY(${(1 - fillOf(rate)) * vessel.height}px)` }}>
          <rect x="0" y={vessel.brim} width="240" height={vessel.height + 40} fill={`url(#${clipId}-gold)`} />
          <rect x="0" y={vessel.brim} width="240" height="3" className={styles.meniscus} />
        </g>
        {vessel.bands.map((band) => (
          <path key={band} d={band} className={styles.band} />
        ))}
      </g>
      <path d={vessel.body} className={styles.outline} />
      <path d={vessel.rim} className={styles.rim} />
      <path d={star} transform="translate(120 172)" className={reached ? styles.lit : styles.unlit} />
      {targetRate !== null && (
        <g className={joinClasses(styles.target, reached && styles.targetReached)}>
          <path d={`M8 ${fillY(targetRate)}H232`} />
          {targetText && (
            <text x="240" y={fillY(targetRate) + 6}>
              {targetText}
            </text>
          )}
        </g>
      )}
    </svg>
  );
}
