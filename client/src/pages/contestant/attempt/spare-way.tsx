import { useTranslation } from 'react-i18next';
import { joinClasses } from '../../../ui/join-classes.ts';
import styles from './spare-way.module.css';

/** The page speaks without its socket: quietly said, and that nothing is lost by it. SPEC W12. */
export function SpareWay({ way, onPaper }: { way: 'socket' | 'http'; onPaper?: boolean }) {
  const { t } = useTranslation('waiting');
  return (
    <output
      className={joinClasses(styles.live, way === 'http' && styles.notice, way === 'http' && onPaper && styles.onPaper)}
    >
      {way === 'http' && (
        <span className={styles.words}>
          <strong>{t('spareWay.title')}</strong> {t('spareWay.text')}
        </span>
      )}
    </output>
  );
}
