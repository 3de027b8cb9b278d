import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../connection/api.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { formatTime } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { useOrganizer } from './organizer-connection.ts';
import styles from './organizer-page.module.css';
import { deskHome, isDemoOnly, newContestPath, nightPath, rehearsalsPath } from './organizer-paths.ts';

type OrganizerPageProps = { children: ReactNode; demo?: boolean; making?: boolean };

/** The shell of every page after sign-in: the links between the pages, and a notice while the connection is lost. */
export function OrganizerPage({ children, demo = false, making = false }: OrganizerPageProps) {
  const { t } = useTranslation(['organizer', 'night', 'rehearsal']);
  const { namespace, view } = useOrganizer();
  const ways = (
    <>
      {!isDemoOnly(view) && (
        <ButtonLink href={nightPath} kind="quiet">
          {t('night:link')}
        </ButtonLink>
      )}
      {(making || view.contests.length > 1) && (
        <ButtonLink href={deskHome} kind="quiet">
          {t('contests')}
        </ButtonLink>
      )}
      {!isDemoOnly(view) && (
        <ButtonLink href={rehearsalsPath} kind="quiet">
          {t('rehearsal:way')}
        </ButtonLink>
      )}
      {!making && (
        <ButtonLink href={newContestPath} kind="quiet">
          {t('newContest')}
        </ButtonLink>
      )}
    </>
  );
  return (
    <Page
      width="wide"
      demo={demo}
      className={styles.page}
      header={
        <>
          <nav className={styles.above} aria-label={t('title')}>
            {ways}
          </nav>
          <SignOut />
        </>
      }
    >
      {/* On a phone the links are below the product’s name, not beside it. */}
      <nav className={styles.below} aria-label={t('title')}>
        {ways}
      </nav>
      <output className={styles.status}>
        {!namespace.online && (
          <span className={styles.offline}>{t('offline', { at: formatTime(view.serverNowMs, true) })}</span>
        )}
      </output>
      {children}
    </Page>
  );
}

/** Ends the session on the server, then leaves by a whole page load so that nothing of the desk stays in memory. */
function SignOut() {
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
