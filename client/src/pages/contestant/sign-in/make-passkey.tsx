import type { PasskeyBegun } from '@hoithi/shared/contract/accounts';
import type { SignedPasskey } from '@hoithi/shared/contract/own-passkeys';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { makePasskey } from '../../../connection/passkeys.ts';
import { Button } from '../../../ui/button.tsx';
import fieldStyles from '../../../ui/field.module.css';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { storePasskeyHere } from './stored-passkey.ts';

/** Makes a passkey on this device for whoever is signed in. SPEC S38. */
export function MakePasskey({ onMade }: { onMade: () => void }) {
  const { t } = useTranslation('ways');
  const words = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const make = async () => {
    setBusy(true);
    setError(null);
    const found = await makeOne();
    setBusy(false);
    if (found === 'made') {
      storePasskeyHere('made');
      onMade();
    } else setError(found === 'cancelled' ? t('passkey.cancelled') : words(found));
  };
  return (
    <>
      <Button busy={busy} onClick={() => void make()}>
        {t('passkey.make')}
      </Button>
      <div role="alert" className={error ? fieldStyles.error : undefined}>
        {error}
      </div>
    </>
  );
}

async function makeOne() {
  const begun = await postJson<PasskeyBegun>('/api/me/passkeys/begin', {});
  if (!begun.ok) return begun.refusal;
  const credential = await makePasskey(begun.value);
  if (credential === null) return 'cancelled';
  const message: SignedPasskey = { challengeId: begun.value.challengeId, credential };
  const stored = await postJson('/api/me/passkeys', message);
  return stored.ok ? 'made' : stored.refusal;
}
