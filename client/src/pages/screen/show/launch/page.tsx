import type { ScreenView } from '@hoithi/shared/contract/screen';
import type { StageCue } from '@hoithi/shared/contract/show';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../../ui/drum.tsx';
import { layoutTiles, placeTiles, type TileLayout } from '../../../../ui/participation/place-tiles.ts';
import { shortenUnitName } from '../../../../ui/participation/short-unit-name.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import { useMoments } from '../../../../ui/use-moments.ts';
import { useTicking } from '../../../../ui/use-ticking.ts';
import { fitSize } from '../fit-size.ts';
import { useFitted } from '../use-fitted.ts';
import styles from './page.module.css';

const largeTitle = [
  [40, 104],
  [80, 84],
  [200, 64],
] as const;
const smallTitle = [[200, 56]] as const;

/** The launch: the name of the moment, the countdown, then the drum rings outwards and the units light up one by one. No figures. */
export function LaunchCue({
  view,
  cue,
  nowMs,
}: {
  view: ScreenView;
  cue: Extract<StageCue, { kind: 'launch' }>;
  nowMs: () => number;
}) {
  const { t } = useTranslation('screen');
  const { local } = useFormat();
  const launched = useMoments(nowMs, [cue.launchedAtMs]) > 0;
  const title = local(cue.title);
  const { units } = view.participation;
  const layout = useMemo(() => {
    const onMap = units.filter((unit) => unit.tile !== null);
    return onMap.length > 0 ? placeTiles(onMap) : layoutTiles(units.slice(0, 20));
  }, [units]);
  const picture = useFitted<HTMLDivElement>(`${launched} ${title} ${layout.tiles.length}`);
  return (
    <>
      {launched && (
        <div className={styles.rings} aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      )}
      <div ref={picture} className={styles.launch} data-launched={launched || undefined}>
        <div className={styles.words}>
          <h1
            className={styles.title}
            style={{
              fontSize: fitSize(title, launched ? smallTitle : largeTitle),
            }}
          >
            {title}
          </h1>
          {!launched && (
            <div className={styles.face}>
              <Drum size={520} beat={cue.launchedAtMs !== null} className={styles.drum} />
              {cue.launchedAtMs !== null && <Digits untilMs={cue.launchedAtMs} nowMs={nowMs} />}
            </div>
          )}
          {launched && <p className={styles.done}>{t('show.launched')}</p>}
        </div>
        {launched && <UnitNames layout={layout} />}
      </div>
    </>
  );
}

const firstNameMs = 700;
const nameEveryMs = 90;

/** The units at their places on the map, by name alone. */
function UnitNames({ layout: { columns, rows, tiles } }: { layout: TileLayout }) {
  const gridTemplate = `repeat(${rows}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))`;
  return (
    <ul className={styles.names} style={{ gridTemplate }}>
      {tiles.map(({ unit, column, row }, at) => (
        <li
          key={unit.code}
          data-fit
          style={{ gridColumn: column, gridRow: row, animationDelay: `${firstNameMs + at * nameEveryMs}ms` }}
        >
          {shortenUnitName(unit.name)}
        </li>
      ))}
    </ul>
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
