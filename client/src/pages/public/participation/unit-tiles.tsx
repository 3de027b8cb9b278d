/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- what scrolls sideways must be reached by keyboard */
import type { PublicUnit } from '@hoithi/shared/contract/public-participation';
import { reachesTarget } from '@hoithi/shared/rules/units/count-targets';
import { useTranslation } from 'react-i18next';
import { joinClasses } from '../../../ui/join-classes.ts';
import { fillOf } from '../../../ui/participation/participation-figures.ts';
import { placeTiles } from '../../../ui/participation/place-tiles.ts';
import { shortenUnitName } from '../../../ui/participation/short-unit-name.ts';
import { useFigureText } from '../../../ui/participation/use-figure-text.ts';
import { Star } from '../../../ui/star.tsx';
import { groupUnits } from './group-units.ts';
import styles from './page.module.css';

export type UnitTilesProps = {
  units: readonly PublicUnit[];
  /** Every unit of the contest, for the names of those above. */
  all: readonly PublicUnit[];
  coarse: boolean;
};

/**
 * Any level as tiles that fill from below: near where each unit lies where the contest has places, else grouped by the
 * unit above in name order. From a handful to some hundreds, on a phone too, where the map scrolls sideways before its
 * tiles are too small to read. SPEC U21, E8.
 */
export function UnitTiles({ units, all, coarse }: UnitTilesProps) {
  const { t } = useTranslation('participation');
  const placed = placeTiles(units);
  const rest = groupUnits(
    units.filter((unit) => unit.tile === null),
    all,
  );
  return (
    <div className={styles.tilesMaps}>
      {placed.tiles.length > 0 && (
        <section
          className={styles.tilesScroll}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard
          tabIndex={0}
          aria-label={t('map.title')}
        >
          <ul className={styles.tilesPlaced} style={{ ['--columns' as string]: placed.columns }}>
            {placed.tiles.map(({ unit, column, row }) => (
              <Tile key={unit.code} unit={unit} coarse={coarse} style={{ gridColumn: column, gridRow: row }} />
            ))}
          </ul>
        </section>
      )}
      {rest.map((group) => (
        <section key={group.code ?? ''} className={styles.tilesGroup}>
          {(group.name !== null || placed.tiles.length > 0) && <h3>{group.name ?? t('map.other')}</h3>}
          <ul className={styles.tilesComputed}>
            {group.units.map((unit) => (
              <Tile key={unit.code} unit={unit} coarse={coarse} />
            ))}
          </ul>
        </section>
      ))}
      {units.length === 0 && <p>{t('map.none')}</p>}
    </div>
  );
}

type TileProps = Pick<UnitTilesProps, 'coarse'> & {
  unit: PublicUnit;
  style?: { gridColumn: number; gridRow: number };
};

function Tile({ unit, coarse, style }: TileProps) {
  const { t } = useTranslation('participation');
  const figures = useFigureText(coarse);
  const reached = reachesTarget(unit);
  return (
    <li className={joinClasses(styles.tilesTile, reached && styles.tilesReached)} style={style} title={unit.name}>
      <span className={styles.tilesFill} style={{ transform: `scaleY(${fillOf(unit.rate)})` }} />
      {unit.targetRate !== null && unit.rate !== null && (
        <span className={styles.tilesLine} style={{ bottom: `${fillOf(unit.targetRate) * 100}%` }} />
      )}
      <span className={styles.tilesName}>{shortenUnitName(unit.name)}</span>
      <strong className={styles.tilesRate}>
        {reached && <Star size={14} />}
        <span>
          {figures.share(unit) ?? t('persons.people', { count: unit.persons, value: figures.persons(unit.persons) })}
        </span>
      </strong>
      {unit.rate === null && <span className={styles.tilesSoft}>{t('map.noHeadcount')}</span>}
    </li>
  );
}
