import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import type { AccountPartProps } from './own-name-card.tsx';
import styles from './page.module.css';

/** The identity at the organization's directory: linked by signing in there, and taken off. SPEC I12b. */
export function IdentityPart({ own, onDone }: AccountPartProps) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const [unlinking, setUnlinking] = useState(false);
  const link = useAct<{ url: string }>(
    () => postJson('/api/account/oidc/link', {}),
    ({ url }) => location.assign(url),
  );
  if (own.oidc === null && !own.hasOidc) return null;
  return (
    <section className={styles.part}>
      <h3 className={styles.small}>{t('ways.oidcTitle')}</h3>
      {own.hasOidc ? (
        <>
          <p className={styles.soft}>{t('ways.oidc')}</p>
          <Button kind="danger" onClick={() => setUnlinking(true)}>
            {t('ways.oidcUnlink')}
          </Button>
        </>
      ) : (
        <>
          <p className={styles.soft}>{t('ways.oidcNone', { name: own.oidc?.name })}</p>
          <Button busy={link.busy} onClick={() => void link.run()}>
            {t('ways.oidcLink', { name: own.oidc?.name })}
          </Button>
          <output>{link.refusal && words(link.refusal)}</output>
        </>
      )}
      {unlinking && (
        <UnlinkDialog
          onClose={() => setUnlinking(false)}
          onDone={() => {
            setUnlinking(false);
            onDone(t('ways.oidcUnlinked'));
          }}
        />
      )}
    </section>
  );
}

function UnlinkDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const { busy, refusal, run } = useAct<unknown>(() => postJson('/api/account/oidc/unlink', {}), onDone);
  return (
    <FormDialog
      title={t('ways.oidcUnlinkTitle')}
      confirm={t('ways.oidcUnlink')}
      kind="danger"
      busy={busy}
      refused={refusal && words(refusal)}
      onClose={onClose}
      onConfirm={() => void run()}
    >
      <p>{t('ways.oidcUnlinkText')}</p>
    </FormDialog>
  );
}
