import type { OwnPasskeys } from '@hoithi/shared/contract/own-passkeys';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { passkeysWork } from '../../../connection/passkeys.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useVisit } from '../contestant-context.ts';
import { isFramed } from '../host-token.ts';
import { MakePasskey } from '../sign-in/make-passkey.tsx';
import styles from './page.module.css';

/** The person's own passkeys: when each was made and used, one more, one less. SPEC S38. */
export function OwnPasskeyList() {
  const { t } = useTranslation('ways');
  const { again: readMe } = useVisit();
  const { value: keys, again } = useLoaded<OwnPasskeys>('/api/me/passkeys');
  const changed = () => {
    again();
    readMe();
  };
  if (!keys) return null;
  return (
    <section className={styles.passkeys}>
      <h3>{t('passkey.title')}</h3>
      {keys.length === 0 && <p className={styles.everywhere}>{t('passkey.none')}</p>}
      <ul className={styles.passkeyList}>
        {keys.map((key) => (
          <OwnKey key={key.id} of={key} onGone={changed} />
        ))}
      </ul>
      {passkeysWork() && !isFramed() && <MakePasskey onMade={changed} />}
    </section>
  );
}

function OwnKey({ of, onGone }: { of: OwnPasskeys[number]; onGone: () => void }) {
  const { t } = useTranslation('ways');
  const { instant } = useFormat();
  const words = useRefusalText();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    const removed = await postJson(`/api/me/passkeys/${encodeURIComponent(of.id)}/delete`, {});
    setBusy(false);
    setRefusal(removed.ok ? null : removed.refusal);
    if (removed.ok) onGone();
  };
  const made = instant(of.madeAtMs);
  return (
    <li>
      <span>
        <span>{t('passkey.made', { at: made })}</span>
        {of.usedAtMs !== null && <span>{` · ${t('passkey.used', { at: instant(of.usedAtMs) })}`}</span>}
      </span>
      <Button kind="quiet" busy={busy} onClick={() => void remove()}>
        {t('passkey.delete')} <span className="unseen">{t('passkey.made', { at: made })}</span>
      </Button>
      <output>{refusal && words(refusal)}</output>
    </li>
  );
}
