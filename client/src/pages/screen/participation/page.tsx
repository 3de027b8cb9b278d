import type { UnitParticipation } from '@hoithi/shared/contract/participation';
import type { ParticipationForm } from '@hoithi/shared/contract/participation-form';
import type { ScreenView } from '@hoithi/shared/contract/screen';
import type { LocalText } from '@hoithi/shared/contract/text';
import { mainLevel } from '@hoithi/shared/rules/units/main-level';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLevelName } from '../../../locales/use-level-name.ts';
import { Drum } from '../../../ui/drum.tsx';
import { formatDate } from '../../../ui/format.ts';
import type { TileUnit } from '../../../ui/participation/place-tiles.ts';
import { shortenUnitName } from '../../../ui/participation/short-unit-name.ts';
import { TileMap } from '../../../ui/participation/tile-map.tsx';
import { useTargetText } from '../../../ui/participation/use-target-text.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { LazyMap } from '../../public/participation/lazy-map.tsx';
import { RoundSummary } from '../round-summary.tsx';
import { fitSize } from '../show/fit-size.ts';
import { useTurningPage } from '../use-turning-page.ts';
import styles from './page.module.css';
import { ParticipationRace, ParticipationRanking } from './page-forms.tsx';
import { ParticipationPanel } from './panel.tsx';
import { type ParticipationScreenPage, participationPages } from './participation-pages.ts';

const pageMs = 12_000;
const mapField = { width: 1176, height: 780, nameSize: 29 };
const justTheMap: readonly ParticipationForm[] = ['map'];

type Cue = { title: LocalText | null; level: string | null; forms: readonly ParticipationForm[] };

/** A long title leaves the round beside it its room. */
const titleSizes = [
  [28, 56],
  [44, 46],
  [90, 36],
] as const;

/** Who takes part, where: one level as a map, a ranking or a race, the count, the target, the agencies. SPEC U27. */
export function ParticipationPicture({ view, cue }: { view: ScreenView; cue?: Cue }) {
  const { t } = useTranslation(['screen', 'participation']);
  const { local, locale } = useFormat();
  const levelName = useLevelName();
  const { coarse, contest, round } = view.participation;
  const all: readonly TileUnit[] = view.everyUnit?.figures.units ?? view.participation.units;
  const level = cue?.level ?? mainLevel(all);
  const units = useMemo(() => all.filter((unit) => unit.level === level), [all, level]);
  const head = view.everyUnit?.figures.maps.find((map) => map.level === level) ?? null;
  const race = view.everyUnit?.race ?? null;
  const forms = cue?.forms ?? justTheMap;
  const pages = useMemo(() => participationPages(forms, units, head, race !== null), [forms, units, head, race]);
  const turned = useTurningPage(pages.length, pageMs);
  const page = pages[turned];
  const onMap = units.some((unit) => unit.tile !== null);
  const arrivals = useArrivals(units);
  const dates = [...new Set(units.map((unit) => unit.headcountDate).filter((date) => date !== null))].sort();
  const formatDay = (date: string) => formatDate(Date.parse(`${date}T00:00:00+07:00`), locale);
  const targets = useTargetText()(units);
  return (
    <div className={styles.participation}>
      <Drum size={1100} dim className={styles.ground} />
      <header className={styles.header}>
        <h1 className={styles.title} style={{ fontSize: fitSize(formatTitle(), titleSizes) }}>
          {formatTitle()}
        </h1>
        <p className={styles.round}>
          <RoundSummary round={round} />
        </p>
        {cue?.title && level !== null && <p className={styles.kicker}>{levelName(level)}</p>}
        {contest.demo && <p className={styles.demo}>{t('demo_mark')}</p>}
      </header>
      <div className={styles.map}>{page && <PageOnScreen key={turned} page={page} view={view} units={units} />}</div>
      <ParticipationPanel view={view} rest={onMap ? view.participation.units.filter((unit) => unit.tile === null) : []}>
        {targets && (
          <p className={styles.target}>
            <span className={styles.mark} />
            {targets.target}
            <b>{targets.reached}</b>
          </p>
        )}
      </ParticipationPanel>
      <footer className={styles.footer}>
        <span>
          {arrivals.length > 0 ? t('newest', { names: arrivals.map(shortenUnitName).join(', ') }) : local(contest.host)}
        </span>
        <span>
          {coarse ? (
            <span>{t('coarse_note')}</span>
          ) : (
            dates.length > 0 && <span>{t('headcount_dates', { dates: dates.map(formatDay).join(', ') })}</span>
          )}
          {pages.length > 1 && <span>{` ${t('page', { page: turned + 1, pages: pages.length })}`}</span>}
        </span>
      </footer>
    </div>
  );

  function formatTitle(): string {
    if (cue?.title) return local(cue.title);
    return cue && level !== null ? t('participation:screen.title', { level: levelName(level) }) : t('participation');
  }
}

function PageOnScreen({
  page,
  view,
  units,
}: {
  page: ParticipationScreenPage;
  view: ScreenView;
  units: readonly TileUnit[];
}) {
  const { t } = useTranslation('screen');
  const { coarse, contest } = view.participation;
  if (page.form === 'race') return view.everyUnit?.race ? <ParticipationRace race={view.everyUnit.race} /> : null;
  if (page.form === 'table') return <ParticipationRanking rows={page.rows} coarse={coarse} />;
  if (page.form === 'true-map')
    return (
      <LazyMap
        key={page.head.version}
        slug={contest.slug}
        head={page.head}
        units={units}
        coarse={coarse}
        field={mapField}
      />
    );
  if (page.layout.tiles.length === 0) return <p className={styles.hidden}>{t('units_none')}</p>;
  return <TileMap layout={page.layout} coarse={coarse} />;
}

const namesMax = 3;

/** Units that had new people since the views before, newest first. Empty until something has changed. */
function useArrivals(units: readonly Pick<UnitParticipation, 'code' | 'name' | 'persons'>[]): string[] {
  const before = useRef<ReadonlyMap<string, number> | null>(null);
  const [arrivals, setArrivals] = useState<string[]>([]);
  useEffect(() => {
    const known = before.current;
    before.current = new Map(units.map((unit) => [unit.code, unit.persons]));
    if (!known) return;
    const risen = units
      .filter((unit) => unit.persons > (known.get(unit.code) ?? unit.persons))
      .map((unit) => unit.name);
    if (risen.length > 0) setArrivals((now) => [...new Set([...risen, ...now])].slice(0, namesMax));
  }, [units]);
  return arrivals;
}
