import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../connection/api.ts';
import { Button } from '../../ui/button.tsx';

/** Ends the session on the server, then leaves by a whole page load so that nothing of the desk stays in memory. */
export function SignOut() {
  const { t } = useTranslation(['organizer', 'common']);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const leave = async () => {
    setBusy(true);
    const received = await postJson<Record<string, never>>('/api/sign-out', {});
    setBusy(false);
    setFailed(!received.ok);
    if (received.ok) location.assign('/');
  };
  return (
    <Button kind="quiet" busy={busy} onClick={() => void leave()}>
      {failed ? t('common:again') : t('signOut')}
    </Button>
  );
}
