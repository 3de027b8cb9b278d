import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrueMapProps } from './true-map.tsx';

const TrueMap = lazy(() => import('./true-map.tsx'));

/** The true map, fetched with its geometry when first drawn. */
export function LazyMap(props: TrueMapProps) {
  const { t } = useTranslation('participation');
  return (
    <Suspense fallback={<output>{t('map.loading')}</output>}>
      <TrueMap {...props} />
    </Suspense>
  );
}
