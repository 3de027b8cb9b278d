import styles from './drum.module.css';
import { burnRings, drawChevrons, drawStar, drawTeeth, drumRings, placeCircles } from './drum-face.ts';
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
const chevrons = drawChevrons();

/** The sign of the house: a bronze drum's face. Decoration only; what it says is always said in words beside it. */
export function Drum({ size, progress = 1, beat, turning, dim, className }: DrumProps) {
  const motion = joinClasses(styles.drum, beat && styles.beat, turning && styles.turning, dim && styles.dim, className);
  return (
    <svg className={motion} width={size} height={size} viewBox="-100 -100 200 200" aria-hidden="true" focusable="false">
      {dim ? <FaintFace /> : <GoldFace progress={progress} ornate={size >= 72} />}
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
          <circle r={ring.radius} stroke="var(--lacquer-line)" />
          <circle
            className={styles.arc}
            r={ring.radius}
            stroke="var(--leaf)"
            pathLength={1}
            strokeDasharray="1 1"
            strokeDashoffset={1 - (burnt[i] ?? 0)}
          />
        </g>
      ))}
      {ornate && <Ornaments colour="var(--lacquer)" />}
      <path d={star} fill={progress > 0 ? 'var(--leaf)' : 'var(--lacquer-line)'} />
      {ornate && <path d={chevrons} stroke="var(--leaf)" strokeWidth="1.6" strokeLinejoin="round" opacity="0.8" />}
      <circle r="5" fill="var(--lacquer)" />
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
        if (ring.ornament === 'teeth') return <path key={ring.radius} d={drawTeeth(ring)} fill={colour} stroke="none" />;
        if (ring.ornament === 'ladder') {
          return <circle key={ring.radius} r={ring.radius} strokeWidth={ring.width * 0.55} pathLength={360} strokeDasharray="1 2" />;
        }
        return placeCircles(ring).map((dot) => (
          <g key={`${dot.x} ${dot.y}`} transform={`translate(${dot.x.toFixed(2)} ${dot.y.toFixed(2)})`}>
            <circle r="3.6" strokeWidth="1.1" />
            <circle r="1.1" fill={colour} stroke="none" />
          </g>
        ));
      })}
    </g>
  );
}
