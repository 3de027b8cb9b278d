import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { FileField } from '../../ui/file-field.tsx';
import { useOrganizer } from './organizer-connection.ts';
import { isDemoOnly } from './organizer-paths.ts';
import styles from './upload-field.module.css';

/** A file to send. Whoever tries the demo reads why the server takes none, in the place of the field. SPEC D3a. */
export function UploadField(props: ComponentProps<typeof FileField>) {
  const { t } = useTranslation('organizer');
  const { view } = useOrganizer();
  return isDemoOnly(view) ? <p className={styles.note}>{t('prepare.noFiles')}</p> : <FileField {...props} />;
}
