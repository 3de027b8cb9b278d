import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { postJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { contestPath, useVisit } from '../contestant-context.ts';
import { readInvitedUnit } from '../invited-unit.ts';
import { ConsentsForm } from './consents.tsx';
import styles from './page.module.css';
import { ProfileForm } from './profile-form.tsx';
import { WaysCard } from './ways-card.tsx';

/** The personal details that the contest needs, no more, and the consents. SPEC S4, S6. */
export function ProfilePage() {
  const { t } = useTranslation('contestant');
  const { slug, me, public: shown } = useVisit();
  const refusalText = useRefusalText();
  usePageTitle(t('profile.title'));
  return (
    <Page demo={shown.contest.demo} home={contestPath(slug)} header={<SignOut />} className={styles.page}>
      {me.excludedAs && !me.enrolled ? (
        <StateCard kind="closed" title={refusalText({ code: 'excluded', role: me.excludedAs })}>
          {shown.contest.contact !== null && t('contact', { contact: shown.contest.contact })}
        </StateCard>
      ) : (
        <ProfileCard />
      )}
      {me.enrolled && (
        <Card>
          <ConsentsForm />
          <ButtonLink href={contestPath(slug, 'du-lieu')} full className={styles.myData}>
            {t('myData')}
          </ButtonLink>
        </Card>
      )}
      {me.signedIn && me.ways.length > 0 && <WaysCard />}
      {me.signedIn && <SignOutEverywhere />}
    </Page>
  );
}

function ProfileCard() {
  const { t } = useTranslation('contestant');
  const { slug, me } = useVisit();
  const [invited] = useState(() => readInvitedUnit(slug));
  return (
    <Card tone="gold" title={t('profile.title')}>
      {invited === null || me.enrolled ? (
        <ProfileForm key={String(me.enrolled)} invited={null} />
      ) : (
        <InvitedForm code={invited} />
      )}
    </Card>
  );
}

/** The form with the unit of the link already chosen; a unit that is not in the contest is searched for by hand. */
function InvitedForm({ code }: { code: string }) {
  const { slug } = useVisit();
  const { value, refusal } = useLoaded<UnitHit>(
    `/api/contests/${encodeURIComponent(slug)}/units/${encodeURIComponent(code)}`,
  );
  if (!value && !refusal) return <StateCard kind="loading" />;
  return <ProfileForm invited={value ?? null} />;
}

/** Leaves to the contest's page once the server has closed what was to be closed. */
function useSignOut(path: '/api/sign-out' | '/api/sign-out/everywhere') {
  const { slug, again } = useVisit();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const signOut = async () => {
    setBusy(true);
    const received = await postJson(path, {});
    setBusy(false);
    setFailed(!received.ok);
    if (!received.ok) return;
    navigate(contestPath(slug));
    again();
  };
  return { busy, failed, signOut: () => void signOut() };
}

function SignOut() {
  const { t } = useTranslation(['contestant', 'common']);
  const { busy, failed, signOut } = useSignOut('/api/sign-out');
  return (
    <Button kind="quiet" busy={busy} onClick={signOut}>
      {failed ? t('common:again') : t('profile.signOut')}
    </Button>
  );
}

/** For a phone that was lost or lent. SPEC S12. */
function SignOutEverywhere() {
  const { t } = useTranslation(['contestant', 'common']);
  const { busy, failed, signOut } = useSignOut('/api/sign-out/everywhere');
  return (
    <Card title={t('profile.everywhere.title')}>
      <p className={styles.everywhere}>{t('profile.everywhere.what')}</p>
      <Button busy={busy} onClick={signOut}>
        {failed ? t('common:again') : t('profile.everywhere.button')}
      </Button>
    </Card>
  );
}
