import type { UnitRace } from '@hoithi/shared/contract/public-participation';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import { RaceBars } from '../public/participation/race-bars.tsx';
import { raceFrames } from '../public/participation/race-frames.ts';
import styles from './participation-picture.module.css';

const top = 8;
const courseMs = 8_000;
const frameMsMin = 120;

/** The race from the opening to now, run once each time the page turns to it, then it stands. SPEC U23, U27. */
export function ParticipationRace({ race }: { race: UnitRace }) {
  const { t } = useTranslation('participation');
  const { instant } = useFormat();
  const measure = race.lines.some(({ headcount }) => headcount !== null) ? 'rate' : 'persons';
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
