import type { InvitationView, Joined, Means, MeansBegun } from '@hoithi/shared/contract/accounts';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { postJson } from '../../../connection/api.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { GrantList } from '../grants/grant-list.tsx';
import { deskHome, joinPath } from '../organizer-paths.ts';
import { MeansForm } from '../proof/means-form.tsx';
import { RecoveryCodes } from '../proof/recovery-codes.tsx';
import styles from './page.module.css';
import { type Joining, WhoStep } from './who-step.tsx';

/** Joins by an invitation's link or the first one: who one is, a way to sign in, recovery codes, then the desk. SPEC I1, O3. */
export function JoinPage() {
  const { t } = useTranslation('accounts');
  const { token, invitation, refusal } = useInvitation();
  const words = useRefusalText();
  return (
    <Page>
      {invitation && <Join token={token} invitation={invitation} />}
      {(token === '' || refusal) && (
        <StateCard
          kind="closed"
          title={t('join.closed')}
          action={
            <ButtonLink href={deskHome} kind="primary">
              {t('join.toSignIn')}
            </ButtonLink>
          }
        >
          <p>{refusal ? words(refusal) : t('join.missing')}</p>
          <p>{t('join.closedText')}</p>
        </StateCard>
      )}
      {token !== '' && !refusal && !invitation && <StateCard kind="loading" title={t('join.opening')} />}
    </Page>
  );
}

/** What the link is for. Its secret leaves the address bar at once. */
function useInvitation() {
  const [, navigate] = useLocation();
  const [token] = useState(() => location.hash.slice(1));
  const [invitation, setInvitation] = useState<InvitationView | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const read = useRef(false);
  useEffect(() => {
    if (read.current || token === '') return;
    read.current = true;
    navigate(joinPath, { replace: true });
    void postJson<InvitationView>('/api/staff/invitation', { token }).then((received) => {
      if (received.ok) setInvitation(received.value);
      else setRefusal(received.refusal);
    });
  }, [token, navigate]);
  useEffect(() => {
    const reload = () => location.hash !== '' && location.reload(); // another link, opened in this very tab
    window.addEventListener('hashchange', reload);
    return () => window.removeEventListener('hashchange', reload);
  }, []);
  return { token, invitation, refusal };
}

function Join({ token, invitation }: { token: string; invitation: InvitationView }) {
  const { t } = useTranslation('accounts');
  const { account } = invitation;
  const [joining, setJoining] = useState<Joining>({
    organization: invitation.isFirst ? '' : null,
    name: account?.name ?? invitation.name,
    function: invitation.function,
    login: account?.login ?? null,
  });
  const [step, setStep] = useState<'who' | 'means'>(account ? 'means' : 'who');
  const [taken, setTaken] = useState<string | null>(null);
  const [joined, setJoined] = useState<Joined | null>(null);
  const login = joining.login ?? '';
  const begin = (kind: Means['kind']) =>
    postJson<MeansBegun>('/api/staff/means', { token, kind, login, name: joining.name.trim() });
  const send = (means: Means) =>
    postJson<Joined>('/api/staff/join', {
      token,
      login,
      name: joining.name.trim(),
      function: joining.function.trim(),
      ...(joining.organization === null ? {} : { organization: joining.organization.trim() }),
      means,
    });
  const onRefused = ({ code }: Refusal) => {
    if (code !== 'login_taken') return false;
    setTaken(login);
    setStep('who');
    return true;
  };
  if (joined)
    return (
      <RecoveryCodes
        codes={joined.recoveryCodes}
        login={login}
        next={t('join.toDesk')}
        onSaved={() => location.assign(joined.goTo)}
      />
    );
  return (
    <div className={styles.join}>
      <Head invitation={invitation} />
      {step === 'who' ? (
        <WhoStep
          joining={joining}
          taken={taken}
          onDone={(next) => {
            setJoining(next);
            setStep('means');
          }}
        />
      ) : (
        <Card title={t('means.title')}>
          <p className={styles.soft}>{t('means.lead', { login })}</p>
          <MeansForm
            kinds={['passkey', 'password']}
            begin={begin}
            send={send}
            onDone={setJoined}
            onRefused={onRefused}
            label={t('means.firstLabel')}
            confirm={t('join.confirm')}
          />
        </Card>
      )}
    </div>
  );
}

function Head({ invitation }: { invitation: InvitationView }) {
  const { t } = useTranslation('accounts');
  const { account, isFirst } = invitation;
  if (isFirst) return <PageHead title={t('join.first')} lead={t('join.firstLead')} />;
  if (account)
    return (
      <PageHead
        above={invitation.organization}
        title={t('join.reset')}
        lead={t('join.resetLead', { name: account.name })}
      />
    );
  return (
    <PageHead above={invitation.organization} title={t('join.invited')} lead={t('join.invitedLead')}>
      <GrantList grants={invitation.grants} />
    </PageHead>
  );
}
