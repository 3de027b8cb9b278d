import type { ScreenView } from '@hoithi/shared/contract/screen';
import type { StageCue } from '@hoithi/shared/contract/show';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../../connection/use-loaded.ts';
import { Drum } from '../../../../ui/drum.tsx';
import { GoldRain } from '../../../../ui/gold-rain.tsx';
import { joinHyphens } from '../../../../ui/join-hyphens.ts';
import type { MapTopology } from '../../../../ui/participation/map-shapes.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import { useMoments } from '../../../../ui/use-moments.ts';
import { useTicking } from '../../../../ui/use-ticking.ts';
import { fitSize } from '../fit-size.ts';
import { SecondWords, useSecond } from '../second-words.tsx';
import { useFitted } from '../use-fitted.ts';
import styles from './page.module.css';
import { type LaunchPicture, planLaunch } from './plan-launch.ts';
import { UnitLights } from './unit-lights.tsx';

const LaunchMap = lazy(() => import('./launch-map.tsx'));

type LaunchStage = Extract<StageCue, { kind: 'launch' }>;

const largeTitle = [
  [40, 104],
  [80, 84],
  [200, 64],
] as const;
const smallTitle = [
  [90, 52],
  [500, 40],
] as const;
const largeSentence = [
  [64, 120],
  [110, 88],
  [500, 60],
] as const;
/** A screen that comes later than this after the launch finds the picture as it stays. Units: ms. */
const replayMaxMs = 3_000;

/**
 * The launch: the name of the moment and the drum, the countdown, then the drum splits, the units light up one by one, gold leaf
 * rains and hangs in the air. That last picture stays until the next cue. No figures: nobody has taken part yet.
 */
export function LaunchCue({ view, cue, nowMs }: { view: ScreenView; cue: LaunchStage; nowMs: () => number }) {
  const launched = useMoments(nowMs, [cue.launchedAtMs]) > 0;
  const { everyUnit, participation } = view;
  const picture = useMemo(
    () => planLaunch(everyUnit?.figures.units ?? participation.units, everyUnit?.figures.maps ?? []),
    [everyUnit, participation.units],
  );
  const head = picture.form === 'map' ? picture.head : null;
  // Fetched before the button is pressed, so that the map is there when it is.
  const { value: map } = useLoaded<MapTopology>(
    head &&
      `/api/contests/${encodeURIComponent(participation.contest.slug)}/maps/${encodeURIComponent(head.level)}/${head.version}`,
  );
  return launched && cue.launchedAtMs !== null ? (
    <Launched cue={cue} picture={picture} map={map} lateMs={nowMs() - cue.launchedAtMs} />
  ) : (
    <BeforeLaunch cue={cue} nowMs={nowMs} />
  );
}

function BeforeLaunch({ cue, nowMs }: { cue: LaunchStage; nowMs: () => number }) {
  const { local } = useFormat();
  const second = useSecond();
  const title = joinHyphens(local(cue.title));
  const words = useFitted<HTMLDivElement>(title);
  return (
    <>
      <div ref={words} className={styles.before}>
        <h1 className={styles.title} style={{ fontSize: fitSize(title, largeTitle) }}>
          {title}
          <SecondWords words={second(cue.title)} />
        </h1>
      </div>
      <div className={styles.face}>
        <Drum size={620} beat={cue.launchedAtMs !== null} className={styles.drum} />
        {cue.launchedAtMs !== null && <Digits untilMs={cue.launchedAtMs} nowMs={nowMs} />}
      </div>
    </>
  );
}

function Launched({
  cue,
  picture,
  map,
  lateMs,
}: {
  cue: LaunchStage;
  picture: LaunchPicture;
  map: MapTopology | null;
  lateMs: number;
}) {
  const { t } = useTranslation('screen');
  const { local } = useFormat();
  const second = useSecond();
  const [still] = useState(lateMs > replayMaxMs);
  const title = joinHyphens(local(cue.title));
  const sentence = joinHyphens(cue.sentence ? local(cue.sentence) : t('show.launched'));
  // Measured apart: many names become small, the sentence does not.
  const words = useFitted<HTMLElement>(`${title} ${sentence} ${picture.form}`);
  const units = useFitted<HTMLDivElement>(`${sentence} ${picture.form} ${picture.units.length} ${map !== null}`);
  return (
    <div className={styles.launched} data-still={still || undefined}>
      <Drum size={1400} dim className={styles.ground} />
      <GoldRain still={still} />
      {!still && <SplitDrum />}
      <div className={styles.picture} data-form={picture.form}>
        <header ref={words} className={styles.words}>
          <p className={styles.kicker} style={{ fontSize: fitSize(title, smallTitle) }}>
            {title}
          </p>
          <h1 className={styles.sentence} style={{ fontSize: fitSize(sentence, largeSentence) }}>
            {sentence}
            <SecondWords words={second(cue.sentence)} />
          </h1>
        </header>
        {picture.form !== 'none' && (
          <div ref={units} className={styles.units}>
            <UnitLights picture={picture} />
          </div>
        )}
        {picture.form === 'map' && (
          <div className={styles.map}>
            <Suspense>{map && <LaunchMap map={map} units={picture.units} />}</Suspense>
          </div>
        )}
      </div>
    </div>
  );
}

/** The two halves part and the light comes out between them. */
function SplitDrum() {
  return (
    <div className={styles.split} aria-hidden="true">
      <span className={styles.light} />
      <span className={styles.half}>
        <Drum size={620} />
      </span>
      <span className={styles.half}>
        <Drum size={620} />
      </span>
    </div>
  );
}

function Digits({ untilMs, nowMs }: { untilMs: number; nowMs: () => number }) {
  const left = Math.max(1, Math.ceil((untilMs - useTicking(nowMs, 50)) / 1000));
  return (
    <span key={left} className={styles.digits}>
      {left}
    </span>
  );
}
