import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the browser's tab: the page first, then the house. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation('common');
  const house = t('house');
  useEffect(() => {
    document.title = title === house ? house : `${title} · ${house}`;
  }, [title, house]);
}
