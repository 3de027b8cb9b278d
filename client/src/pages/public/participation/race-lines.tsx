import { useTranslation } from 'react-i18next';
import { type Race, raceLines } from '../../../ui/participation/race-frames.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

const [width, height, edge] = [640, 220, 8];
const shades = [
  { line: styles.raceOne, key: styles.raceOneKey },
  { line: styles.raceTwo, key: styles.raceTwoKey },
  { line: styles.raceThree, key: styles.raceThreeKey },
  { line: styles.raceFour, key: styles.raceFourKey },
  { line: styles.raceFive, key: styles.raceFiveKey },
];

/** How the leaders came to their places: one line each, the first strongest. The list beside it gives the names. */
export function RaceLines({ race, nowAt }: { race: Race; nowAt: number }) {
  const { t } = useTranslation('participation');
  const { instant } = useFormat();
  const { frames, valueMax } = race;
  const [first, last] = [frames[0], frames.at(-1)];
  if (!first || !last || valueMax === 0) return null;
  const span = Math.max(1, last.atMs - first.atMs);
  const x = (atMs: number) => edge + ((atMs - first.atMs) / span) * (width - 2 * edge);
  const y = (value: number) => height - edge - (value / valueMax) * (height - 2 * edge);
  const lines = raceLines(race, shades.length);
  const nowMs = frames[nowAt]?.atMs ?? last.atMs;
  return (
    <figure className={styles.raceLines}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={`M${edge} ${height - edge}H${width - edge}`} className={styles.raceGround} />
        <path d={`M${x(nowMs)} ${edge}V${height - edge}`} className={styles.raceNow} />
        {[...lines].reverse().map(({ code, values }, fromLast) => (
          <path
            key={code}
            className={shades[lines.length - 1 - fromLast]?.line}
            d={`M${values.map((value, i) => `${x(frames[i]?.atMs ?? 0).toFixed(1)} ${y(value).toFixed(1)}`).join('L')}`}
          />
        ))}
      </svg>
      <figcaption>
        <p>{t('race.lines', { from: instant(first.atMs), to: instant(last.atMs) })}</p>
        <ul className={styles.raceLegend}>
          {lines.map(({ code, name }, i) => (
            <li key={code}>
              <span className={shades[i]?.key} />
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
