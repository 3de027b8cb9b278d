import type { TrendPoint } from '@hoithi/shared/contract/unit-leader';
import { useFormat } from '../../ui/use-format.ts';
import styles from './page.module.css';

export type TrendChartProps = {
  points: readonly TrendPoint[];
  /** Under the axis. */
  labelOf: (point: TrendPoint) => string;
  label: string;
};

/** Two lines that only rise. Lines are drawn, words are text: they keep their size on any screen. */
export function TrendChart({ points, labelOf, label }: TrendChartProps) {
  const { number } = useFormat();
  const { top, own, before, last, ticks } = layoutTrend(points);
  return (
    <div className={styles.chart}>
      <div className={styles.chartPlot}>
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className={styles.chartLines}
          role="img"
          aria-label={label}
        >
          {[0, 50, 100].map((y) => (
            <path key={y} d={`M0 ${y}H100`} className={styles.chartGrid} />
          ))}
          {own !== '' && <path d={`${own}L${last?.x ?? 0} 100L0 100Z`} className={styles.chartArea} />}
          {before !== '' && <path d={before} className={styles.chartBefore} />}
          {own !== '' && <path key={points[0]?.atMs} d={own} pathLength={1} className={styles.chartOwn} />}
        </svg>
        {[top, top / 2].map((value, i) => (
          <span key={value} className={styles.chartLevel} style={{ top: `${i * 50}%` }} aria-hidden="true">
            {number(value)}
          </span>
        ))}
        {last && (
          <span className={styles.chartLast} style={{ left: `${last.x}%`, top: `${last.y}%` }} aria-hidden="true">
            <b className={last.x > 85 ? styles.chartLeftward : undefined}>{number(last.persons)}</b>
          </span>
        )}
      </div>
      <div className={styles.chartAxis} aria-hidden="true">
        {ticks.map(({ at, x }) => {
          const point = points[at];
          return (
            point && (
              <span key={point.atMs} style={{ left: `${x}%` }}>
                {labelOf(point)}
              </span>
            )
          );
        })}
      </div>
    </div>
  );
}

type LaidTrend = {
  /** The value at the upper edge: even, so that half of it is whole. */
  top: number;
  own: string; // SVG paths in a field of 100 × 100
  before: string;
  last: { x: number; y: number; persons: number } | null;
  ticks: { at: number; x: number }[];
};
const ticksMax = 6;

/** Places the points of a trend in a field of 100 × 100, zero at the lower edge. */
export function layoutTrend(points: readonly TrendPoint[]): LaidTrend {
  const highest = Math.max(0, ...points.flatMap(({ persons, before }) => [persons ?? 0, before ?? 0]));
  const top = roundUp(highest);
  const xOf = (i: number) => (points.length < 2 ? 50 : (i / (points.length - 1)) * 100);
  const yOf = (value: number) => 100 - (value / top) * 100;
  const path = (read: (point: TrendPoint) => number | null) =>
    points
      .flatMap((point, i) => {
        const value = read(point);
        return value === null ? [] : [`${xOf(i).toFixed(2)} ${yOf(value).toFixed(2)}`];
      })
      .reduce((all, place, i) => `${all}${i === 0 ? 'M' : 'L'}${place}`, '');
  const lastAt = points.findLastIndex((point) => point.persons !== null);
  const persons = points[lastAt]?.persons ?? null;
  const step = Math.max(1, Math.ceil((points.length - 1) / (ticksMax - 1)));
  return {
    top,
    own: path((point) => point.persons),
    before: path((point) => point.before),
    last: persons === null ? null : { x: xOf(lastAt), y: yOf(persons), persons },
    ticks: points.flatMap((_point, at) => (at % step === 0 ? [{ at, x: xOf(at) }] : [])),
  };
}

/** The next even number with one or two leading digits: 58 is 60, 61 is 80, 1.204 is 1.400. */
function roundUp(value: number): number {
  if (value <= 4) return 4;
  const step = 2 * 10 ** Math.floor(Math.log10(value));
  return Math.ceil(value / step) * step;
}
