import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { passkeysWork } from '../../../connection/passkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useVisit } from '../contestant-context.ts';
import { isFramed } from '../host-token.ts';
import { MakePasskey } from './make-passkey.tsx';
import styles from './page.module.css';
import { readPasskeyHere, storePasskeyHere } from './stored-passkey.ts';

/** Offered to whoever is signed in and has none, once: a browser may have none to give, and a person may decline. SPEC S38. */
export default function PasskeyOffer() {
  const { t } = useTranslation('ways');
  const { again } = useVisit();
  const [isOpen, setOpen] = useState(() => passkeysWork() && !isFramed() && readPasskeyHere() === null);
  if (!isOpen) return null;
  return (
    <Card title={t('passkey.offerTitle')}>
      <p className={styles.lead}>{t('passkey.offer')}</p>
      <div className={styles.offer}>
        <MakePasskey
          onMade={() => {
            setOpen(false);
            again();
          }}
        />
        <Button
          kind="quiet"
          onClick={() => {
            storePasskeyHere('declined');
            setOpen(false);
          }}
        >
          {t('passkey.later')}
        </Button>
      </div>
    </Card>
  );
}
