import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { Page } from '../../../ui/page.tsx';
import { ShowCodeForm } from '../../../ui/show-code-form.tsx';
import styles from './page.module.css';

/** The six digits from the screen. */
export default function CodePage() {
  const { t } = useTranslation(['show', 'common']);
  usePageTitle(t('common:pageTitle.show'));
  return (
    <Page>
      <div className={styles.join}>
        <h1 className={styles.title}>{t('code.title')}</h1>
        <ShowCodeForm />
      </div>
    </Page>
  );
}
