import { useTranslation } from 'react-i18next';
import { joinClasses } from '../../../ui/join-classes.ts';
import styles from './page.module.css';

/** The page works without its socket: a quiet note, and that nothing is lost by it. SPEC W12. */
export function FallbackNote({ way, onPaper }: { way: 'socket' | 'http'; onPaper?: boolean }) {
  const { t } = useTranslation('start-queue');
  return (
    <output
      className={joinClasses(
        styles.fallbackLive,
        way === 'http' && styles.fallbackNotice,
        way === 'http' && onPaper && styles.fallbackOnPaper,
      )}
    >
      {way === 'http' && (
        <span className={styles.fallbackWords}>
          <strong>{t('fallback.title')}</strong> {t('fallback.text')}
        </span>
      )}
    </output>
  );
}
