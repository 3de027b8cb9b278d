import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrueMapProps } from './true-map.tsx';

const TrueMap = lazy(() => import('./true-map.tsx'));

/** The true map, fetched with its geometry when first drawn. */
export function LazyMap(props: TrueMapProps) {
  const { t } = useTranslation('participation');
  return (
    <Suspense fallback={<p role="status">{t('map.loading')}</p>}>
      <TrueMap {...props} />
    </Suspense>
  );
}
