import { reachesTarget } from '@hoithi/shared/rules/units/count-targets';
import { useTranslation } from 'react-i18next';
import { drawStar } from '../drum-face.ts';
import { joinClasses } from '../join-classes.ts';
import { useFormat } from '../use-format.ts';
import styles from './participation.module.css';
import { cutRate, fillOf, rateBelow } from './participation-figures.ts';
import type { PlacedTile, TileLayout } from './place-tiles.ts';
import { shortenUnitName } from './short-unit-name.ts';

const star = drawStar(98, 38);

export type TileMapProps = { layout: TileLayout; coarse: boolean };

/** The province as tiles near where each unit lies; every tile is a vessel that fills from below. */
export function TileMap({ layout, coarse }: TileMapProps) {
  const { columns, rows, tiles } = layout;
  return (
    <ul
      className={styles.tileMap}
      style={{ gridTemplate: `repeat(${rows}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))` }}
    >
      {tiles.map((tile) => (
        <Tile key={tile.unit.code} tile={tile} coarse={coarse} />
      ))}
    </ul>
  );
}

function Tile({ tile: { unit, column, row }, coarse }: { tile: PlacedTile; coarse: boolean }) {
  const { t } = useTranslation('screen');
  const { number, rate } = useFormat();
  const reached = reachesTarget(unit);
  const persons = coarse && unit.persons === 0 ? t('under_ten') : number(unit.persons); // the footnote explains what coarse is
  const shownRate = formatRate();
  return (
    <li
      className={joinClasses(styles.tile, reached && styles.tileReached)}
      style={{ gridColumn: column, gridRow: row }}
      title={unit.name}
    >
      <span className={styles.tileFill} style={{ transform: `translateY(${(1 - fillOf(unit.rate)) * 100}%)` }} />
      {unit.targetRate !== null && unit.rate !== null && (
        <span className={styles.tileLine} style={{ bottom: `${fillOf(unit.targetRate) * 100}%` }} />
      )}
      <span className={styles.tileName}>{shortenUnitName(unit.name)}</span>
      <span className={styles.tileRate}>
        {reached && (
          <svg viewBox="-100 -100 200 200" className={styles.tileStar} aria-hidden="true">
            <path d={star} />
          </svg>
        )}
        {coarse && unit.rate !== null && unit.persons > 0 && <span className={styles.tileFloor}>{t('more_than')}</span>}
        <span>{shownRate ?? t('persons_word', { count: unit.persons, value: persons })}</span>
      </span>
      {unit.headcount !== null && (
        <span className={styles.tilePersons}>
          {persons}/{number(unit.headcount)}
        </span>
      )}
    </li>
  );

  function formatRate(): string | null {
    if (unit.rate === null || unit.headcount === null) return null;
    if (coarse && unit.persons === 0) return t('below', { value: rate(rateBelow(unit.headcount), 2) });
    return rate(cutRate(unit.rate, coarse), 1);
  }
}
