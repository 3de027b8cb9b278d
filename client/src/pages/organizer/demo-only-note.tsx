import { useTranslation } from 'react-i18next';
import styles from './demo-only-note.module.css';
import { useOrganizer } from './organizer-connection.ts';

/** A visitor of the demo sees the demo alone, and is told before the questions that the server will not make a contest for them. */
export function DemoOnlyNote() {
  const { t } = useTranslation('organizer');
  const { view } = useOrganizer();
  if (view.mayCreate) return null;
  return <p className={styles.note}>{t('wizard.demoOnly')}</p>;
}
