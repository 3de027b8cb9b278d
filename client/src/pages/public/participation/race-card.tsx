import type { PublicParticipation, UnitRace } from '@hoithi/shared/contract/public-participation';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePolled } from '../../../connection/use-polled.ts';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Select } from '../../../ui/field.tsx';
import { RaceBars, RaceWords } from '../../../ui/participation/race-bars.tsx';
import { type Race, type RaceMeasure, type RaceStep, raceFrames } from '../../../ui/participation/race-frames.ts';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';
import { RaceLines } from './race-lines.tsx';

const everyMs = 30_000;
const frameMs = 700;
const tops = ['5', '10', '15'];

/** How the leaders of a level came to where they are, hour by hour or day by day; still until somebody moves it. SPEC U23. */
export function RaceCard({ figures, level }: { figures: PublicParticipation; level: string }) {
  const { t } = useTranslation('participation');
  const levelName = useLevelName();
  const path = `/api/contests/${encodeURIComponent(figures.contest.slug)}/race?level=${encodeURIComponent(level)}`;
  const { value, refusal } = usePolled<UnitRace>(path, everyMs);
  const rated = figures.units.some((unit) => unit.level === level && unit.rate !== null);
  const [measure, setMeasure] = useState<RaceMeasure>(rated ? 'rate' : 'persons');
  const [step, setStep] = useState<RaceStep>('hour');
  const [top, setTop] = useState('10');
  const race = useMemo(() => value && raceFrames(value, measure, step), [value, measure, step]);
  return (
    <Card title={t('race.title')}>
      <p className={styles.soft}>{t('race.text')}</p>
      <div className={styles.raceChoice}>
        <Select
          label={t('race.measure')}
          value={measure}
          options={(rated ? (['rate', 'persons'] as const) : (['persons'] as const)).map((each) => ({
            value: each,
            label: t(`race.${each}`),
          }))}
          onChange={(event) => setMeasure(event.target.value as RaceMeasure)}
        />
        <Select
          label={t('race.top')}
          value={top}
          options={tops.map((each) => ({ value: each, label: t('race.topValue', { value: each }) }))}
          onChange={(event) => setTop(event.target.value)}
        />
        <Select
          label={t('race.step')}
          value={step}
          options={(['hour', 'day'] as const).map((each) => ({ value: each, label: t(`race.${each}`) }))}
          onChange={(event) => setStep(event.target.value as RaceStep)}
        />
      </div>
      {!race && <StateCard kind={refusal ? 'offline' : 'loading'} title={refusal ? t('failed') : t('loading')} />}
      {race && race.valueMax === 0 && <p>{t(figures.mode === 'coarse' ? 'race.noneCoarse' : 'race.none')}</p>}
      {race && race.valueMax > 0 && (
        <Course
          key={`${measure} ${step}`}
          race={race}
          top={Number(top)}
          measure={measure}
          coarse={figures.mode === 'coarse'}
          caption={`${t('race.title')}, ${levelName(level)}`}
        />
      )}
    </Card>
  );
}

type CourseProps = { race: Race; top: number; measure: RaceMeasure; coarse: boolean; caption: string };

function Course({ race, top, measure, coarse, caption }: CourseProps) {
  const { t } = useTranslation('participation');
  const { instant } = useFormat();
  const last = race.frames.length - 1;
  const [chosen, setChosen] = useState<number | null>(null); // null: follows the last
  const [playing, setPlaying] = useState(false);
  const at = Math.min(chosen ?? last, last);
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      if (at >= last) {
        setPlaying(false);
        setChosen(null);
      } else setChosen(at + 1);
    }, frameMs);
    return () => clearTimeout(timer);
  }, [playing, at, last]);
  const frame = race.frames[at];
  if (!frame) return null;
  return (
    <>
      <div className={styles.slider}>
        <Button
          onClick={() => {
            if (!playing && at >= last) setChosen(0);
            setPlaying(!playing);
          }}
        >
          {playing ? t('race.stop') : t('race.play')}
        </Button>
        <input
          type="range"
          min={0}
          max={last}
          value={at}
          aria-label={t('race.at')}
          aria-valuetext={instant(frame.atMs)}
          onChange={(event) => {
            setPlaying(false);
            setChosen(Number(event.target.value));
          }}
        />
        <output>{instant(frame.atMs)}</output>
      </div>
      <RaceBars frame={frame} top={top} valueMax={race.valueMax} measure={measure} coarse={coarse} />
      <RaceWords frame={frame} top={top} measure={measure} coarse={coarse} caption={caption} />
      <RaceLines race={race} nowAt={at} />
    </>
  );
}
