import type { ScreenView } from '@hoithi/shared/contract/screen';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../ui/drum.tsx';
import { formatDate } from '../../ui/format.ts';
import { useFormat } from '../../ui/use-format.ts';
import { standsOnTarget } from '../participation/participation-figures.ts';
import { layTiles, placeTiles } from '../participation/place-tiles.ts';
import { shortenUnitName } from '../participation/short-unit-name.ts';
import { TileMap } from '../participation/tile-map.tsx';
import { ParticipationPanel } from './participation-panel.tsx';
import styles from './participation-picture.module.css';
import { RoundLine } from './round-line.tsx';
import { useArrivals } from './use-arrivals.ts';
import { useTurningPage } from './use-turning-page.ts';

const tilesPerPage = 20;
const pageMs = 12_000;

/** Who takes part, where: the tile map, the count, the target, the agencies. */
export function ParticipationPicture({ view }: { view: ScreenView }) {
  const { t } = useTranslation('screen');
  const { local, locale, rate } = useFormat();
  const { units, targetRate, coarse, contest, round } = view.participation;
  const onMap = useMemo(() => units.filter((unit) => unit.tile !== null), [units]);
  const shown = onMap.length > 0 ? onMap : units;
  const pages = onMap.length > 0 ? 1 : Math.max(1, Math.ceil(units.length / tilesPerPage));
  const page = useTurningPage(pages, pageMs);
  const layout =
    onMap.length > 0 ? placeTiles(onMap) : layTiles(units.slice(page * tilesPerPage, (page + 1) * tilesPerPage));
  const arrivals = useArrivals(units);
  const dates = [...new Set(units.map((unit) => unit.headcountDate).filter((date) => date !== null))].sort();
  const tellDate = (date: string) => formatDate(Date.parse(`${date}T00:00:00+07:00`), locale);
  const reached = shown.filter((unit) => standsOnTarget(unit, targetRate)).length;
  return (
    <div className={styles.participation}>
      <Drum size={1100} dim className={styles.ground} />
      <header className={styles.header}>
        <h1 className={styles.title}>{t('participation')}</h1>
        <p className={styles.round}>
          <RoundLine round={round} />
        </p>
        {contest.demo && <p className={styles.demo}>{t('demo_mark')}</p>}
      </header>
      <div className={styles.map}>
        {layout.tiles.length > 0 ? (
          <TileMap layout={layout} targetRate={targetRate} coarse={coarse} />
        ) : (
          <p className={styles.hidden}>{t('units_none')}</p>
        )}
      </div>
      <ParticipationPanel view={view} rest={onMap.length > 0 ? units.filter((unit) => unit.tile === null) : []}>
        {targetRate !== null && (
          <p className={styles.target}>
            <span className={styles.mark} />
            {t('target', { rate: rate(targetRate, 1) })}
            <b>{t('on_target', { reached, all: shown.length })}</b>
          </p>
        )}
      </ParticipationPanel>
      <footer className={styles.footer}>
        <span>
          {arrivals.length > 0 ? t('newest', { names: arrivals.map(shortenUnitName).join(', ') }) : local(contest.host)}
        </span>
        <span>
          {coarse
            ? t('coarse_note')
            : dates.length > 0 && t('headcount_dates', { dates: dates.map(tellDate).join(', ') })}
          {pages > 1 && ` ${t('page', { page: page + 1, pages })}`}
        </span>
      </footer>
    </div>
  );
}
