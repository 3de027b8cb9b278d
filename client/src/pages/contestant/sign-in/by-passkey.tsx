import type { PasskeyBegun } from '@hoithi/shared/contract/accounts';
import type { SignedPasskey } from '@hoithi/shared/contract/own-passkeys';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { askPasskey } from '../../../connection/passkeys.ts';
import { Button } from '../../../ui/button.tsx';
import fieldStyles from '../../../ui/field.module.css';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useVisit } from '../contestant-context.ts';
import { storePasskeyHere } from './stored-passkey.ts';

/** Coming back by fingerprint, face or the device's own PIN, without a message. SPEC S38. */
export function ByPasskey({ first }: { first: boolean }) {
  const { t } = useTranslation('ways');
  const { slug, again } = useVisit();
  const words = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const enter = async () => {
    setBusy(true);
    setError(null);
    const begun = await postJson<PasskeyBegun>('/api/sign-in/passkey', {});
    const credential = begun.ok ? await askPasskey(begun.value) : null;
    if (!begun.ok || credential === null) {
      setBusy(false);
      setError(begun.ok ? t('passkey.cancelled') : words(begun.refusal));
      return;
    }
    const message: SignedPasskey = { challengeId: begun.value.challengeId, credential };
    const entered = await postJson(`/api/contests/${encodeURIComponent(slug)}/sign-in/passkey`, message);
    setBusy(false);
    if (!entered.ok) {
      setError(words(entered.refusal));
      return;
    }
    storePasskeyHere('made');
    again();
  };
  return (
    <>
      <Button full kind={first ? 'primary' : 'plain'} busy={busy} onClick={() => void enter()}>
        {t('by.passkey')}
      </Button>
      <div role="alert" className={error ? fieldStyles.error : undefined}>
        {error}
      </div>
    </>
  );
}
