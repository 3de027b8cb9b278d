import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { CheckBox } from '../../../ui/field.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { useOrganizer } from '../organizer-connection.ts';
import styles from './stage-card.module.css';

/** The way into the MC's room: a link for the people who run the ceremony, made here and closed here. SPEC O4. */
export function StageCard({ contestId }: { contestId: string }) {
  const { t } = useTranslation('organizer');
  const { namespace } = useOrganizer();
  const words = useRefusalText();
  const [path, setPath] = useState<string | null>(null);
  const [revokeOthers, setRevokeOthers] = useState(false);
  const { busy, refusal, run } = useAct(
    () => namespace.send('staff:invite', { contestId, role: 'mc', revokeOthers }),
    (made) => setPath(made.path),
  );
  const address = path === null ? null : `${location.origin}${path}`;
  return (
    <Card title={t('stage.title')}>
      <p className={styles.text}>{t('stage.text')}</p>
      <CheckBox
        label={t('stage.revokeOthers')}
        checked={revokeOthers}
        onChange={(event) => setRevokeOthers(event.target.checked)}
      />
      <Button busy={busy} onClick={() => void run()}>
        {t('stage.make')}
      </Button>
      <output className={styles.made}>
        {refusal && words(refusal)}
        {address && (
          <>
            <span>{t('stage.made')}</span>
            <code className={styles.address}>{address}</code>
          </>
        )}
      </output>
    </Card>
  );
}
