import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { TileUnit } from '../../../../ui/participation/place-tiles.ts';
import { shortenUnitName } from '../../../../ui/participation/short-unit-name.ts';
import styles from './page.module.css';
import { type LaunchPicture, lightsUpAtMs } from './plan-launch.ts';

const delayOf = (at: number, of: number) => ({ animationDelay: `${Math.round(lightsUpAtMs(at, of))}ms` });

/** The units light up one by one, by name and without a figure; beside a true map as a list. */
export function UnitLights({ picture }: { picture: Exclude<LaunchPicture, { form: 'none' }> }) {
  const { units } = picture;
  if (picture.form === 'tiles') {
    const { columns, rows, tiles } = picture.layout;
    return (
      <ul
        className={styles.names}
        style={{ gridTemplate: `repeat(${rows}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))` }}
      >
        {tiles.map(({ unit, column, row }, at) => (
          <UnitName
            key={unit.code}
            unit={unit}
            style={{ gridColumn: column, gridRow: row, ...delayOf(at, tiles.length) }}
          />
        ))}
      </ul>
    );
  }
  if (picture.form === 'lights') return <Lamps columns={picture.columns} units={units} />;
  const columns = picture.form === 'map' ? listColumns(units.length) : picture.columns;
  return (
    <ul
      className={styles.names}
      data-list={picture.form === 'map' || undefined}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {units.map((unit, at) => (
        <UnitName key={unit.code} unit={unit} style={delayOf(at, units.length)} />
      ))}
    </ul>
  );
}

const listColumns = (units: number): number => (units <= 12 ? 2 : 3);

function UnitName({ unit, style }: { unit: TileUnit; style: CSSProperties }) {
  return (
    <li data-fit style={style}>
      {shortenUnitName(unit.name)}
    </li>
  );
}

/** Too many for names that anybody could read: a lamp each. */
function Lamps({ columns, units }: { columns: number; units: readonly TileUnit[] }) {
  const { t } = useTranslation('screen');
  return (
    <ul
      className={styles.lamps}
      style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}
      aria-label={t('show.launchUnits')}
    >
      {units.map((unit, at) => (
        <li key={unit.code} aria-label={unit.name} style={delayOf(at, units.length)} />
      ))}
    </ul>
  );
}
