import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import { type Race, raceLines } from './race-frames.ts';
import styles from './race-lines.module.css';

const [width, height, edge] = [640, 220, 8];
const shades = ['one', 'two', 'three', 'four', 'five'] as const;

/** How the leaders came to where they are: one line each, the first strongest. The words beside it say the same. */
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
    <figure className={styles.lines}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={`M${edge} ${height - edge}H${width - edge}`} className={styles.ground} />
        <path d={`M${x(nowMs)} ${edge}V${height - edge}`} className={styles.now} />
        {[...lines].reverse().map(({ code, values }, fromLast) => (
          <path
            key={code}
            className={styles[shades[lines.length - 1 - fromLast] ?? 'five']}
            d={`M${values.map((value, i) => `${x(frames[i]?.atMs ?? 0).toFixed(1)} ${y(value).toFixed(1)}`).join('L')}`}
          />
        ))}
      </svg>
      <figcaption>
        <p>{t('race.lines', { from: instant(first.atMs), to: instant(last.atMs) })}</p>
        <ul className={styles.legend}>
          {lines.map(({ code, name }, i) => (
            <li key={code}>
              <span className={styles[`${shades[i] ?? 'five'}Key`]} />
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
