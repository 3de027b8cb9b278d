import { useTranslation } from 'react-i18next';
import { chooseLocale } from '../locales/i18n.ts';
import styles from './language-switch.module.css';
import { useFormat } from './use-format.ts';

/** One press to the other language, named in that language. */
export function LanguageSwitch() {
  const { t } = useTranslation('common');
  const { locale } = useFormat();
  const other = locale === 'vi' ? 'en' : 'vi';
  return (
    <button type="button" className={styles.switch} lang={other} onClick={() => void chooseLocale(other)}>
      <span aria-hidden="true">{other.toUpperCase()}</span>
      <span className="unseen">{t('otherLanguage')}</span>
    </button>
  );
}
