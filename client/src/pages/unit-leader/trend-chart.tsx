import type { TrendPoint } from '@hoithi/shared/contract/unit-leader';
import { useFormat } from '../../ui/use-format.ts';
import { layoutTrend } from './lay-trend.ts';
import styles from './trend-chart.module.css';

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
      <div className={styles.plot}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" className={styles.lines} role="img" aria-label={label}>
          {[0, 50, 100].map((y) => (
            <path key={y} d={`M0 ${y}H100`} className={styles.grid} />
          ))}
          {own !== '' && <path d={`${own}L${last?.x ?? 0} 100L0 100Z`} className={styles.area} />}
          {before !== '' && <path d={before} className={styles.before} />}
          {own !== '' && <path key={points[0]?.atMs} d={own} pathLength={1} className={styles.own} />}
        </svg>
        {[top, top / 2].map((value, i) => (
          <span key={value} className={styles.level} style={{ top: `${i * 50}%` }} aria-hidden="true">
            {number(value)}
          </span>
        ))}
        {last && (
          <span className={styles.last} style={{ left: `${last.x}%`, top: `${last.y}%` }} aria-hidden="true">
            <b className={last.x > 85 ? styles.leftward : undefined}>{number(last.persons)}</b>
          </span>
        )}
      </div>
      <div className={styles.axis} aria-hidden="true">
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
