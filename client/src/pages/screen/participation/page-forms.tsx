import type { UnitRace } from '@hoithi/shared/contract/public-participation';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fillOf } from '../../../ui/participation/participation-figures.ts';
import { RaceBars } from '../../../ui/participation/race-bars.tsx';
import { raceFrames } from '../../../ui/participation/race-frames.ts';
import { useFigureText } from '../../../ui/participation/use-figure-text.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';
import type { RankedUnit } from './participation-pages.ts';

/** Ten ranked units of the level; a name may take two lines, nothing is cut. SPEC U27, C2. */
export function ParticipationRanking({ rows, coarse }: { rows: readonly RankedUnit[]; coarse: boolean }) {
  const { t } = useTranslation('participation');
  const { number } = useFormat();
  const figures = useFigureText(coarse);
  return (
    <table className={styles.ranking}>
      <thead>
        <tr>
          <th scope="col">{t('screen.rank')}</th>
          <th scope="col" className={styles.rankingLeft}>
            {t('screen.unit')}
          </th>
          <th scope="col">{t('screen.persons')}</th>
          <th scope="col">{t('screen.rate')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((unit) => (
          <tr key={unit.code}>
            <td className={styles.rankingRank}>{unit.rank}</td>
            <th scope="row" className={styles.rankingLeft}>
              {unit.name}
              <span className={styles.rankingTrack}>
                <span style={{ transform: `scaleX(${fillOf(unit.rate)})` }} />
              </span>
            </th>
            <td>
              {figures.persons(unit.persons)}/{number(unit.headcount ?? 0)}
            </td>
            <td className={styles.rankingRate}>{figures.share(unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const top = 8;
const courseMs = 8_000;
const frameMsMin = 120;

/** The race from the opening to now, run once each time the page turns to it, then it stands. SPEC U23, U27. */
export function ParticipationRace({ race }: { race: UnitRace }) {
  const { t } = useTranslation('participation');
  const { instant } = useFormat();
  const measure = race.series.some(({ headcount }) => headcount !== null) ? 'rate' : 'persons';
  const hourly = useMemo(() => raceFrames(race, measure, 'hour'), [race, measure]);
  const last = hourly.frames.length - 1;
  const [at, setAt] = useState(0);
  const frameMs = Math.max(frameMsMin, courseMs / Math.max(1, last));
  useEffect(() => {
    const timer = setInterval(() => setAt((now) => now + 1), frameMs);
    return () => clearInterval(timer);
  }, [frameMs]);
  const frame = hourly.frames[Math.min(at, last)];
  if (!frame || hourly.valueMax === 0)
    return <p className={styles.hidden}>{t(race.mode === 'coarse' ? 'race.noneCoarse' : 'race.none')}</p>;
  return (
    <div className={styles.race}>
      <p className={styles.raceTime}>{instant(frame.atMs)}</p>
      <RaceBars frame={frame} top={top} valueMax={hourly.valueMax} measure={measure} coarse={race.mode === 'coarse'} />
    </div>
  );
}
