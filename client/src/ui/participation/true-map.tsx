import type { UnitMapHead } from '@hoithi/shared/contract/public-participation';
import { reachesTarget } from '@hoithi/shared/rules/units/count-targets';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { joinClasses } from '../join-classes.ts';
import { drawShapes, type MapShape, type MapTopology } from './map-shapes.ts';
import { fillOf } from './participation-figures.ts';
import type { TileUnit } from './place-tiles.ts';
import { shortenUnitName } from './short-unit-name.ts';
import styles from './true-map.module.css';
import { useFigureText } from './use-figure-text.ts';

export type TrueMapProps = {
  map: MapTopology;
  head: UnitMapHead;
  units: readonly TileUnit[];
  coarse: boolean;
  /** The field that the map is drawn into; names are as large as `nameSize` in it. */
  field: { width: number; height: number; nameSize: number };
};

/** The level's own outlines, each a vessel that fills from below with the target as a line across it. SPEC U26. */
export default function TrueMap({ map, head, units, coarse, field }: TrueMapProps) {
  const { t } = useTranslation('participation');
  const shapes = useMemo(() => drawShapes(map, field.width, field.height), [map, field]);
  const byCode = useMemo(() => new Map(units.map((unit) => [unit.code, unit])), [units]);
  const off = units.length - shapes.filter(({ code }) => byCode.has(code)).length;
  return (
    <figure className={styles.figure}>
      <svg viewBox={`0 0 ${field.width} ${field.height}`} className={styles.map} role="img" aria-label={t('map.title')}>
        {shapes.map((shape) => {
          const unit = byCode.get(shape.code);
          return unit ? (
            <Area key={shape.code} shape={shape} unit={unit} coarse={coarse} />
          ) : (
            <path key={shape.code} d={shape.path} className={styles.faint} />
          );
        })}
        {shapes.map((shape) => {
          const unit = byCode.get(shape.code);
          return unit && <AreaWords key={shape.code} shape={shape} unit={unit} coarse={coarse} size={field.nameSize} />;
        })}
      </svg>
      <figcaption className={styles.notes}>
        {head.source !== '' && <span>{t('map.source', { source: head.source })}</span>}
        {head.licence !== '' && <span>{t('map.licence', { licence: head.licence })}</span>}
        {off > 0 && <span>{t('map.off', { count: off, value: off })}</span>}
      </figcaption>
    </figure>
  );
}

type AreaProps = { shape: MapShape; unit: TileUnit; coarse: boolean };

function Area({ shape, unit, coarse }: AreaProps) {
  const { t } = useTranslation('participation');
  const figures = useFigureText(coarse);
  const clipId = useId();
  const high = shape.bottom - shape.top;
  const reached = reachesTarget(unit);
  const words =
    figures.share(unit) ?? t('persons.people', { count: unit.persons, value: figures.persons(unit.persons) });
  const lineY = shape.bottom - high * fillOf(unit.targetRate);
  return (
    <g>
      <title>{t('map.label', { name: unit.name, rate: words })}</title>
      <clipPath id={clipId}>
        <path d={shape.path} clipRule="evenodd" />
      </clipPath>
      <path d={shape.path} className={styles.empty} />
      <g clipPath={`url(#${clipId})`}>
        <rect
          x="0"
          width="100%"
          y={shape.bottom - high * fillOf(unit.rate)}
          height={high * fillOf(unit.rate)}
          className={styles.fill}
        />
        {unit.targetRate !== null && unit.rate !== null && <path d={`M0 ${lineY}H4000`} className={styles.line} />}
      </g>
      <path d={shape.path} className={joinClasses(styles.outline, reached && styles.reached)} />
    </g>
  );
}

/** Name and rate where they fit: never wider than the unit, at most two lines. */
function AreaWords({ shape, unit, coarse, size }: AreaProps & { size: number }) {
  const figures = useFigureText(coarse);
  const name = shortenUnitName(unit.name);
  const lettersMax = Math.floor((shape.width * 0.86) / (size * 0.56));
  const [x, y] = shape.centre;
  const share = figures.share(unit);
  const high = shape.bottom - shape.top;
  const named = name.length <= lettersMax && high > size * 2.6;
  const rated = share !== null && share.length <= lettersMax && high > size * 1.4;
  if (!named && !rated) return null;
  return (
    <g className={styles.words} style={{ fontSize: size }}>
      {named && (
        <text x={x} y={rated ? y - size * 0.2 : y + size * 0.35}>
          {name}
        </text>
      )}
      {rated && (
        <text x={x} y={named ? y + size * 1.05 : y + size * 0.35} className={styles.rate}>
          {share}
        </text>
      )}
    </g>
  );
}
