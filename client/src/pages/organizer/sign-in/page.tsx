import type { OwnAccount, Proof, SignInWays } from '@hoithi/shared/contract/accounts';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import { postJson } from '../../../connection/api.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import type accounts from '../../../locales/vi/accounts.json';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { OpenPages } from '../account/open-pages.tsx';
import { accountPath, joinPath, oidcPath, signInPath } from '../organizer-paths.ts';
import { ProofForm } from '../proof/proof-form.tsx';
import styles from './page.module.css';

/** Pages that somebody may have been on the way to; any other address would be a stranger's to choose. */
const onTheWay = ['/mc', '/don-vi'] as const;

type SignInPageProps = {
  /** What the server answered, if it did. */
  refusal?: Refusal | null;
  /** The page was open when the answer came. */
  wasOpen?: boolean;
};

/** Signs in: by passkey, by password and code, by a recovery code, by the organization's directory. SPEC I7, I9-I12. */
export function SignInPage({ refusal = null, wasOpen = false }: SignInPageProps) {
  const { t } = useTranslation('accounts');
  const ways = useLoaded<SignInWays>('/api/staff/ways');
  const query = new URLSearchParams(useSearch());
  const wanted = query.get('ve');
  const back = onTheWay.find((path) => path === wanted) ?? null;
  if (refusal && refusal.code !== 'not_signed_in') return <NotAllowed refusal={refusal} wasOpen={wasOpen} />;
  return (
    <Page>
      <div className={styles.page}>
        {wasOpen && (
          <p className={styles.refused} role="alert">
            {t('signIn.ended')}
          </p>
        )}
        <DirectoryRefusal reason={query.get('oidc')} />
        {ways.value?.hasAccounts === false ? (
          <FirstStart />
        ) : (
          <Card title={t('signIn.title')} tone="gold">
            <div className={styles.form}>
              <p className={styles.soft}>{t('signIn.text')}</p>
              <ProofForm
                of={null}
                byPasskey={t('proof.passkey')}
                confirm={t('signIn.confirm')}
                send={(proof: Proof) => postJson<{ goTo: string }>('/api/staff/sign-in', proof)}
                onDone={({ goTo }) => location.assign(back ?? goTo)}
              />
              {ways.value?.oidc && (
                <a className={styles.oidc} href={oidcTo(back)}>
                  {t('signIn.oidc', { name: ways.value.oidc.name })}
                </a>
              )}
            </div>
          </Card>
        )}
        <LinkForm />
        <ButtonLink href="/" kind="quiet">
          {t('toHome')}
        </ButtonLink>
      </div>
    </Page>
  );
}

type Reasons = keyof typeof accounts.oidc;

/** Why the organization's directory sent the browser back without signing in. */
function DirectoryRefusal({ reason }: { reason: string | null }) {
  const { t } = useTranslation('accounts');
  if (reason === null) return null;
  return (
    <p className={styles.refused} role="alert">
      {t(`oidc.${reason as Reasons}`, { defaultValue: t('oidc.refused') })}
    </p>
  );
}

const oidcTo = (back: string | null): string => (back === null ? oidcPath : `${oidcPath}?back=${back}`);

function FirstStart() {
  const { t } = useTranslation('accounts');
  return (
    <Card title={t('signIn.first')} tone="gold">
      <p>{t('signIn.firstText')}</p>
    </Card>
  );
}

/** Signed in, and not for this page: says so, and what is open instead. */
function NotAllowed({ refusal, wasOpen }: { refusal: Refusal; wasOpen: boolean }) {
  const { t } = useTranslation('accounts');
  const words = useRefusalText();
  const own = useLoaded<OwnAccount>('/api/account');
  const isAllowed = refusal.code !== 'not_allowed';
  return (
    <Page>
      <StateCard
        kind="closed"
        title={isAllowed ? t('signIn.refused') : t(wasOpen ? 'signIn.noMore' : 'signIn.notHere')}
        action={
          own.value ? (
            <>
              <ButtonLink href={accountPath} kind="primary">
                {t('account.link')}
              </ButtonLink>
              <OpenPages own={own.value} />
            </>
          ) : (
            !own.loading && (
              <ButtonLink href={signInPath} kind="primary">
                {t('signIn.title')}
              </ButtonLink>
            )
          )
        }
      >
        {isAllowed ? words(refusal) : t(wasOpen ? 'signIn.noMoreText' : 'signIn.notHereText')}
      </StateCard>
    </Page>
  );
}

/** Takes a link that came as text, for whoever cannot press it. */
function LinkForm() {
  const { t } = useTranslation('accounts');
  const [, navigate] = useLocation();
  const [link, setLink] = useState('');
  const [error, setError] = useState<string | null>(null);
  const open = (event: FormEvent) => {
    event.preventDefault();
    const token = link.trim().split('#').at(-1) ?? '';
    if (token === '') return setError(t('signIn.linkMissing'));
    navigate(`${joinPath}#${token}`);
  };
  return (
    <details className={styles.link}>
      <summary>{t('signIn.haveLink')}</summary>
      <form className={styles.form} onSubmit={open} noValidate>
        <Field
          label={t('signIn.link')}
          hint={t('signIn.linkHint')}
          value={link}
          onChange={(event) => setLink(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          error={error}
        />
        <Button type="submit">{t('signIn.openLink')}</Button>
      </form>
    </details>
  );
}
