import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../ui/button.tsx';
import { formatTime } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { useMay, useOrganizer } from './organizer-connection.ts';
import styles from './organizer-page.module.css';
import {
  accountPath,
  banksPath,
  deskHome,
  draftsPath,
  isDemoOnly,
  messagesPath,
  nightPath,
  rehearsalsPath,
  staffPath,
  trailPath,
} from './organizer-paths.ts';
import { SignOut } from './sign-out.tsx';

type OrganizerPageProps = { children: ReactNode; demo?: boolean; making?: boolean };

/** The shell of every page after sign-in: the links that the session's roles open, who is signed in, a notice while the connection is lost. */
export function OrganizerPage({ children, demo = false, making = false }: OrganizerPageProps) {
  const { t } = useTranslation(['organizer', 'accounts']);
  const { namespace, view } = useOrganizer();
  const ways = useWays(making);
  const links = ways.map(({ href, label }) => (
    <ButtonLink key={href} href={href} kind="quiet">
      {label}
    </ButtonLink>
  ));
  return (
    <Page
      width="wide"
      demo={demo}
      className={styles.page}
      header={
        <>
          <WhoIsIn />
          <span className={view.account ? styles.out : undefined}>
            <SignOut />
          </span>
        </>
      }
    >
      {links.length > 0 && (
        <nav className={styles.ways} aria-label={t('title')}>
          {links}
        </nav>
      )}
      <output className={styles.status}>
        {!namespace.online && (
          <span className={styles.offline}>{t('offline', { at: formatTime(view.serverNowMs, true) })}</span>
        )}
      </output>
      {children}
    </Page>
  );
}

/** Who is signed in, and the way to the own account; nobody by name in the demo. */
function WhoIsIn() {
  const { t } = useTranslation('accounts');
  const { view } = useOrganizer();
  const id = useId();
  if (view.account === null) return null;
  return (
    <>
      <span id={id} className="unseen">
        {t('account.own')}
      </span>
      <ButtonLink
        href={accountPath}
        kind="quiet"
        className={styles.who}
        aria-describedby={id}
        title={view.account.name}
      >
        {view.account.name}
      </ButtonLink>
    </>
  );
}

/** What a role may not do has no link that fails. SPEC I2. */
function useWays(making: boolean): { href: string; label: string }[] {
  const { t } = useTranslation(['organizer', 'night', 'rehearsal', 'accounts']);
  const { view } = useOrganizer();
  const may = useMay();
  const isDemo = isDemoOnly(view);
  const mayCreate = view.mayEverywhere.includes('draft:change');
  const ways = [
    { href: deskHome, label: t('contests'), shown: may('desk:read') && (making || view.contests.length > 1) },
    { href: draftsPath, label: t('newContest'), shown: !making && mayCreate },
    { href: draftsPath, label: t('drafts'), shown: !mayCreate && view.mayEverywhere.includes('draft:read') },
    { href: banksPath, label: t('banks'), shown: !isDemo && may('bank:read') },
    { href: nightPath, label: t('night:link'), shown: !isDemo && may('night:read') },
    { href: messagesPath, label: t('messagesLink'), shown: !isDemo && may('messages:read') },
    { href: rehearsalsPath, label: t('rehearsal:way'), shown: !isDemo && may('rehearsal:read') },
    { href: staffPath, label: t('accounts:staff.title'), shown: !isDemo && may('accounts:read') },
    { href: trailPath, label: t('accounts:trail.title'), shown: !isDemo && may('audit:read') },
  ];
  return ways.filter(({ shown }) => shown);
}
