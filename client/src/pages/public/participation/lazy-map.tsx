import type { UnitMapHead } from '@hoithi/shared/contract/public-participation';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../connection/use-loaded.ts';
import type { MapTopology } from '../../../ui/participation/map-shapes.ts';
import type { TrueMapProps } from '../../../ui/participation/true-map.tsx';

const TrueMap = lazy(() => import('../../../ui/participation/true-map.tsx'));

type LazyMapProps = Omit<TrueMapProps, 'map'> & { slug: string; head: UnitMapHead };

/** The true map, its code and its geometry fetched when first drawn. */
export function LazyMap({ slug, ...props }: LazyMapProps) {
  const { t } = useTranslation('participation');
  const { level, version } = props.head;
  const path = `/api/contests/${encodeURIComponent(slug)}/maps/${encodeURIComponent(level)}/${version}`;
  const { value: map, refusal } = useLoaded<MapTopology>(path);
  if (refusal) return <p role="alert">{t('map.failed')}</p>;
  const loading = <output>{t('map.loading')}</output>;
  return map ? (
    <Suspense fallback={loading}>
      <TrueMap {...props} map={map} />
    </Suspense>
  ) : (
    loading
  );
}
