import type { OwnAccount, Proof } from '@hoithi/shared/contract/accounts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { proveWith } from '../../../connection/fresh-proof.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { oidcPath } from '../organizer-paths.ts';
import styles from './proof.module.css';
import { ProofForm } from './proof-form.tsx';

/**
 * The one dialog that asks again who it is. It opens by itself when the server refuses an act for want of a fresh proof; the
 * act is then sent again by itself. SPEC I3, I51.
 */
export function ProveAgain() {
  const { t } = useTranslation(['accounts', 'common']);
  const [settle, setSettle] = useState<((proved: boolean) => void) | null>(null);
  useEffect(() => proveWith(() => new Promise<boolean>((done) => setSettle(() => done))), []);
  const close = (proved: boolean) => {
    settle?.(proved);
    setSettle(null);
  };
  return (
    <Dialog
      open={settle !== null}
      title={t('prove.title')}
      onClose={() => close(false)}
      actions={<Button onClick={() => close(false)}>{t('common:cancel')}</Button>}
    >
      <Proving onDone={() => close(true)} />
    </Dialog>
  );
}

function Proving({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const own = useLoaded<OwnAccount>('/api/account');
  return (
    <>
      <p>{t('prove.text')}</p>
      {own.loading && <StateCard kind="loading" />}
      {own.refusal && <p className={styles.refused}>{words(own.refusal)}</p>}
      {own.value && (
        <>
          <p>
            {t('prove.as')} <strong>{own.value.name}</strong>
          </p>
          <ProofForm
            of={{
              login: own.value.login,
              hasPasskey: own.value.passkeys.length > 0,
              hasPassword: own.value.hasPassword,
            }}
            byPasskey={t('prove.byPasskey')}
            confirm={t('prove.confirm')}
            send={(proof: Proof) => postJson<unknown>('/api/account/proof', proof)}
            onDone={onDone}
          />
          {own.value.hasOidc && (
            <p>
              <a href={`${oidcPath}?for=proof&back=${encodeURIComponent(location.pathname)}`}>{t('prove.oidc')}</a>
            </p>
          )}
        </>
      )}
    </>
  );
}
