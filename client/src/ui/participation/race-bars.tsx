import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import styles from './participation.module.css';
import type { RaceBar, RaceFrame, RaceMeasure } from './race-frames.ts';
import { useFigureText } from './use-figure-text.ts';

/** The leaders at one instant as bars; from one instant to the next they grow and change places. SPEC U23. */
export function RaceBars({
  frame,
  top,
  valueMax,
  measure,
  coarse,
}: {
  frame: RaceFrame;
  top: number;
  valueMax: number;
  measure: RaceMeasure;
  coarse: boolean;
}) {
  const bars = frame.bars.slice(0, top);
  // In the order of their codes, so that a bar that changes places moves and is not made anew.
  const steady = bars.map((bar, place) => ({ bar, place })).sort((a, b) => (a.bar.code < b.bar.code ? -1 : 1));
  return (
    <div className={styles.raceBars} style={{ ['--rows' as string]: Math.max(1, bars.length) }} aria-hidden="true">
      {steady.map(({ bar, place }) => (
        <div key={bar.code} className={styles.raceRow} style={{ transform: `translateY(${place * 100}%)` }}>
          <span className={styles.raceName}>{bar.name}</span>
          <span className={styles.raceTrack}>
            <span
              className={styles.raceBar}
              style={{ transform: `scaleX(${valueMax === 0 ? 0 : bar.value / valueMax})` }}
            />
          </span>
          <BarValue bar={bar} measure={measure} coarse={coarse} />
        </div>
      ))}
    </div>
  );
}

function BarValue({ bar, measure, coarse }: { bar: RaceBar; measure: RaceMeasure; coarse: boolean }) {
  const figures = useFigureText(coarse);
  const rated = { persons: bar.persons, headcount: bar.headcount, rate: bar.value };
  return (
    <strong className={styles.raceValue}>
      {measure === 'rate' ? figures.share(rated) : figures.persons(bar.persons)}
    </strong>
  );
}

/** The same instant in words, for whoever does not see the bars. */
export function RaceWords({
  frame,
  top,
  measure,
  coarse,
  caption,
}: {
  frame: RaceFrame;
  top: number;
  measure: RaceMeasure;
  coarse: boolean;
  caption: string;
}) {
  const { t } = useTranslation('participation');
  const { instant } = useFormat();
  const figures = useFigureText(coarse);
  return (
    <table className="unseen">
      <caption>
        {caption}, {instant(frame.atMs)}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('table.name')}</th>
          <th scope="col">{measure === 'rate' ? t('table.rate') : t('table.persons')}</th>
        </tr>
      </thead>
      <tbody>
        {frame.bars.slice(0, top).map((bar) => (
          <tr key={bar.code}>
            <th scope="row">{bar.name}</th>
            <td>{measure === 'rate' ? figures.share({ ...bar, rate: bar.value }) : figures.persons(bar.persons)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
