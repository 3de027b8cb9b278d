import { useMemo } from 'react';
import { drawShapes, type MapTopology } from '../../../../ui/participation/map-shapes.ts';
import type { TileUnit } from '../../../../ui/participation/place-tiles.ts';
import styles from './page.module.css';
import { lightsUpAtMs } from './plan-launch.ts';

const field = { width: 820, height: 940 };

/** The level's own outlines, each turning to gold when its unit's name lights up beside the map. */
export default function LaunchMap({ map, units }: { map: MapTopology; units: readonly TileUnit[] }) {
  const shapes = useMemo(() => drawShapes(map, field.width, field.height), [map]);
  const places = useMemo(() => new Map(units.map((unit, at) => [unit.code, at])), [units]);
  return (
    <svg viewBox={`0 0 ${field.width} ${field.height}`} aria-hidden="true">
      {shapes.map(({ code, path }) => {
        const at = places.get(code);
        const delayMs = at === undefined ? null : Math.round(lightsUpAtMs(at, units.length));
        return (
          <g key={code}>
            <path d={path} className={styles.area} />
            {delayMs !== null && (
              <path d={path} className={styles.areaLit} style={{ animationDelay: `${delayMs}ms` }} />
            )}
          </g>
        );
      })}
    </svg>
  );
}
