import styles from './drum.module.css';
import { burnRings, type DrumRing, drawChevrons, drawCircles, drawStar, drawTeeth, drumRings } from './drum-face.ts';
import { joinClasses } from './join-classes.ts';

export type DrumProps = {
  /** Pixels across. Below 72 the ornaments are left out. */
  size: number;
  /** 1 whole, 0 burnt down. */
  progress?: number;
  /** The last seconds: the face beats once a second. */
  beat?: boolean;
  /** Loading: the face turns slowly. */
  turning?: boolean;
  /** Lines alone, in one faint colour, as a ground. */
  dim?: boolean;
  className?: string;
};

const star = drawStar();
const smallStar = drawStar(66, 26);
/** How much of an arc of length 1 is pushed out of sight; a burnt one a little further, or a hair of it would stay. */
const hidden = (left: number): number => (left <= 0 ? 1.02 : 1 - left);
/** A whole ring is not dashed: where a dash ends on its own beginning, a hair's seam would stay at the top. */
const burning = (left: number) => (left >= 1 ? {} : { strokeDasharray: '1 2', strokeDashoffset: hidden(left) });
const chevrons = drawChevrons();

/** The sign of the product: a bronze drum's face. Decoration only; what it shows is always text beside it, too. */
export function Drum({ size, progress = 1, beat, turning, dim, className }: DrumProps) {
  const motion = joinClasses(styles.drum, beat && styles.beat, turning && styles.turning, dim && styles.dim, className);
  return (
    <svg className={motion} width={size} height={size} viewBox="-100 -100 200 200" aria-hidden="true" focusable="false">
      {dim && <FaintFace />}
      {!dim && size < 40 && <SmallFace progress={progress} />}
      {!dim && size >= 40 && <GoldFace progress={progress} ornate={size >= 72} />}
    </svg>
  );
}

function GoldFace({ progress, ornate }: { progress: number; ornate: boolean }) {
  const burnt = burnRings(progress);
  return (
    <g fill="none">
      <circle r="99" fill="var(--lacquer)" />
      {drumRings.map((ring, i) => (
        <g key={ring.radius} strokeWidth={ring.width} transform="rotate(-90)">
          <circle r={ring.radius} stroke="var(--burnt)" />
          <circle
            className={styles.arc}
            r={ring.radius}
            stroke="var(--leaf)"
            pathLength={1}
            {...burning(burnt[i] ?? 0)}
          />
          <Ember ring={ring} left={burnt[i] ?? 0} />
        </g>
      ))}
      {ornate && <Ornaments colour="var(--lacquer)" />}
      <path d={star} fill={progress > 0 ? 'var(--leaf)' : 'var(--burnt)'} />
      {ornate && <path d={chevrons} stroke="var(--leaf)" strokeWidth="1.6" strokeLinejoin="round" opacity="0.8" />}
      <circle r="5" fill="var(--lacquer)" />
    </g>
  );
}

/** Where a ring is burning just now. */
function Ember({ ring, left }: { ring: DrumRing; left: number }) {
  if (left <= 0 || left >= 1) return null;
  const angle = left * 2 * Math.PI;
  return (
    <circle
      cx={ring.radius * Math.cos(angle)}
      cy={ring.radius * Math.sin(angle)}
      r={ring.width * 0.5}
      fill="var(--son)"
      strokeWidth="0"
    />
  );
}

/** At the size of a letter only the rim and the star are left. */
function SmallFace({ progress }: { progress: number }) {
  return (
    <g fill="none">
      <circle r="99" fill="var(--lacquer)" />
      <circle r="84" stroke="var(--burnt)" strokeWidth="13" />
      <circle
        className={styles.arc}
        r="84"
        stroke="var(--leaf)"
        strokeWidth="13"
        pathLength={1}
        {...burning(progress)}
        transform="rotate(-90)"
      />
      <path d={smallStar} fill={progress > 0 ? 'var(--leaf)' : 'var(--burnt)'} />
    </g>
  );
}

function FaintFace() {
  return (
    <g fill="none" stroke="currentColor" strokeWidth="0.9">
      <circle r="99" />
      {drumRings.map((ring) => (
        <g key={ring.radius}>
          <circle r={ring.radius + ring.width / 2} />
          <circle r={ring.radius - ring.width / 2} />
        </g>
      ))}
      <Ornaments colour="currentColor" />
      <path d={star} fill="currentColor" stroke="none" />
      <path d={chevrons} />
    </g>
  );
}

function Ornaments({ colour }: { colour: string }) {
  return (
    <g fill="none" stroke={colour}>
      {drumRings.map((ring) => {
        if (ring.ornament === 'teeth')
          return <path key={ring.radius} d={drawTeeth(ring)} fill={colour} stroke="none" />;
        if (ring.ornament === 'ladder') {
          return (
            <circle
              key={ring.radius}
              r={ring.radius}
              strokeWidth={ring.width * 0.55}
              pathLength={360}
              strokeDasharray="1 2"
            />
          );
        }
        return (
          <g key={ring.radius}>
            <path d={drawCircles(ring, 3.6)} strokeWidth="1.1" />
            <path d={drawCircles(ring, 1.1)} fill={colour} stroke="none" />
          </g>
        );
      })}
    </g>
  );
}
