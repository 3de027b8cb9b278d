import { useTranslation } from 'react-i18next';
import styles from './demo-only-note.module.css';
import { useOrganizer } from './organizer-connection.ts';

/** For a visitor of the demo, before the questions: the server makes no contest in this session. */
export function DemoOnlyNote() {
  const { t } = useTranslation('organizer');
  const { view } = useOrganizer();
  if (view.mayCreate) return null;
  return <p className={styles.note}>{t('wizard.demoOnly')}</p>;
}
