import { useTranslation } from 'react-i18next';
import { joinClasses } from '../../../ui/join-classes.ts';
import styles from './page.module.css';

/** The page speaks without its socket: quietly said, and that nothing is lost by it. SPEC W12. */
export function SpareWay({ way, onPaper }: { way: 'socket' | 'http'; onPaper?: boolean }) {
  const { t } = useTranslation('waiting');
  return (
    <output
      className={joinClasses(
        styles.spareLive,
        way === 'http' && styles.spareNotice,
        way === 'http' && onPaper && styles.spareOnPaper,
      )}
    >
      {way === 'http' && (
        <span className={styles.spareWords}>
          <strong>{t('spareWay.title')}</strong> {t('spareWay.text')}
        </span>
      )}
    </output>
  );
}
