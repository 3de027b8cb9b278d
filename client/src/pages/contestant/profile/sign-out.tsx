import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { contestPath, useVisit } from '../contestant-context.ts';

export function SignOut() {
  const { t } = useTranslation('contestant');
  const { slug, again } = useVisit();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const signOut = async () => {
    setBusy(true);
    const received = await postJson('/api/sign-out', {});
    setBusy(false);
    if (!received.ok) return;
    navigate(contestPath(slug));
    again();
  };
  return (
    <Button kind="quiet" busy={busy} onClick={() => void signOut()}>
      {t('profile.signOut')}
    </Button>
  );
}
