import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the browser's tab: the page first, then the house. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation('common');
  const app = t('product');
  useEffect(() => {
    document.title = title === app ? app : `${title} · ${app}`;
  }, [title, app]);
}
