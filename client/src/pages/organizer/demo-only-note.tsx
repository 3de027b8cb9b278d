import { useTranslation } from 'react-i18next';
import styles from './demo-only-note.module.css';
import { useMayEverywhere } from './organizer-connection.ts';

/** Before the questions, for a visitor of the demo or a role in some contests alone: the server makes no contest in this session. */
export function DemoOnlyNote() {
  const { t } = useTranslation('organizer');
  const mayEverywhere = useMayEverywhere();
  if (mayEverywhere('contest:create')) return null;
  return <p className={styles.note}>{t('wizard.demoOnly')}</p>;
}
