import type { OwnAccount } from '@hoithi/shared/contract/accounts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearch } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { useLoaded } from '../../../connection/use-loaded.ts';
import type accounts from '../../../locales/vi/accounts.json';
import { ButtonLink } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { signInPath } from '../organizer-paths.ts';
import { SignOut } from '../sign-out.tsx';
import { OpenPages } from './open-pages.tsx';
import { OwnNameCard } from './own-name-card.tsx';
import styles from './page.module.css';
import { SessionsCard } from './sessions-card.tsx';
import { WaysCard } from './ways-card.tsx';

/** How linking an identity at the directory ended. */
type LinkEnding = keyof typeof accounts.oidc;

/** The own account, of every role: who one is, how one signs in, where one is signed in. SPEC I11, I14. */
export function AccountPage() {
  const { t } = useTranslation(['accounts', 'common']);
  const words = useRefusalText();
  const loaded = useLoaded<OwnAccount>('/api/account');
  const ending = new URLSearchParams(useSearch()).get('oidc') as LinkEnding | null;
  const [done, setDone] = useState(() => ending && t(`oidc.${ending}`, { defaultValue: t('oidc.refused') }));
  usePageTitle(t('account.title'));
  const finish = (sentence: string) => {
    setDone(sentence);
    loaded.again();
  };
  const own = loaded.value;
  return (
    <Page width="middle" className={styles.page} header={<SignOut />}>
      <PageHead title={t('account.title')} lead={own?.organization}>
        {own && (
          <nav className={styles.ways} aria-label={t('account.pages')}>
            <OpenPages own={own} />
          </nav>
        )}
      </PageHead>
      <output className={styles.notice}>{done}</output>
      {loaded.loading && <StateCard kind="loading" />}
      {loaded.refusal && (
        <StateCard
          kind="closed"
          title={t('account.notIn')}
          action={
            <ButtonLink href={signInPath} kind="primary">
              {t('account.toSignIn')}
            </ButtonLink>
          }
        >
          {words(loaded.refusal)}
        </StateCard>
      )}
      {own && (
        <>
          {own.meansNeeded && (
            <p className={styles.needed} role="alert">
              {t('account.meansNeeded')}
            </p>
          )}
          <OwnNameCard own={own} onDone={finish} />
          <WaysCard own={own} onDone={finish} />
          <SessionsCard own={own} onDone={finish} />
        </>
      )}
    </Page>
  );
}
