import { useTranslation } from 'react-i18next';
import { type FetchedFile, getFile } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import styles from './page.module.css';

/** The whole installation as one file. SPEC B5. */
export function BackupCard() {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const { busy, refusal, run } = useAct<FetchedFile>(() => getFile('/api/organizer/backup', {}), saveFile);
  return (
    <Card title={t('backup.title')}>
      <div className={styles.backup}>
        <p>{t('backup.text')}</p>
        <Button busy={busy} onClick={() => void run()}>
          {t('backup.take')}
        </Button>
        <output>{refusal && words(refusal)}</output>
      </div>
    </Card>
  );
}
