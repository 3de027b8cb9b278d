import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../ui/button.tsx';
import { Drum } from '../ui/drum.tsx';
import { Page } from '../ui/page.tsx';
import styles from './not-found.module.css';
import { usePageTitle } from './use-page-title.ts';

/** No such page: an unstruck drum, a sentence and the way home. */
export function NotFound() {
  const { t } = useTranslation('common');
  usePageTitle(t('pageTitle.not-found'));
  return (
    <Page>
      <div className={styles.lost}>
        <div className={styles.drum}>
          <Drum size={220} progress={0.08} />
          <span className={styles.number} aria-hidden="true">
            404
          </span>
        </div>
        <h1>{t('notFound.title')}</h1>
        <p>{t('notFound.text')}</p>
        <ButtonLink href="/" kind="primary">
          {t('toHome')}
        </ButtonLink>
      </div>
    </Page>
  );
}
