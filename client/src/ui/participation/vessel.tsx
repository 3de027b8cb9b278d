import { useId } from 'react';
import { drawStar } from '../drum-face.ts';
import { joinClasses } from '../join-classes.ts';
import styles from './participation.module.css';
import { fillOf } from './participation-figures.ts';
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
          <stop offset="0" className={styles.vesselSurface} />
          <stop offset="1" className={styles.vesselDepth} />
        </linearGradient>
      </defs>
      <path d={vessel.handles} className={styles.vesselHandles} />
      <path d={vessel.body} className={styles.vesselEmpty} />
      <g clipPath={`url(#${clipId})`}>
        <g className={styles.vesselFill} style={{ transform: `translateY(${(1 - fillOf(rate)) * vessel.height}px)` }}>
          <rect x="0" y={vessel.brim} width="240" height={vessel.height + 40} fill={`url(#${clipId}-gold)`} />
          <rect x="0" y={vessel.brim} width="240" height="3" className={styles.vesselMeniscus} />
        </g>
        {vessel.bands.map((band) => (
          <path key={band} d={band} className={styles.vesselBand} />
        ))}
      </g>
      <path d={vessel.body} className={styles.vesselOutline} />
      <path d={vessel.rim} className={styles.vesselRim} />
      <path d={star} transform="translate(120 172)" className={reached ? styles.vesselLit : styles.vesselUnlit} />
      {targetRate !== null && (
        <g className={joinClasses(styles.vesselTarget, reached && styles.vesselTargetReached)}>
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
