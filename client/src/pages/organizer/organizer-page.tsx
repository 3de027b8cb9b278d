import type { OrganizerView } from '@hoithi/shared/contract/organizer';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../ui/button.tsx';
import { formatTime } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { useOrganizer } from './organizer-connection.ts';
import styles from './organizer-page.module.css';
import { deskHome, newContestPath, nightPath, rehearsalsPath } from './organizer-paths.ts';
import { SignOut } from './sign-in/sign-out.tsx';

type OrganizerPageProps = { children: ReactNode; demo?: boolean; making?: boolean };

/** The shell of every page behind the door: ways round the room, and a word when the line is down. */
export function OrganizerPage({ children, demo = false, making = false }: OrganizerPageProps) {
  const { t } = useTranslation(['organizer', 'night', 'rehearsal']);
  const { namespace, view } = useOrganizer();
  const ways = (
    <>
      <ButtonLink href={nightPath} kind="quiet">
        {t('night:link')}
      </ButtonLink>
      {(making || view.contests.length > 1) && (
        <ButtonLink href={deskHome} kind="quiet">
          {t('contests')}
        </ButtonLink>
      )}
      {mayRehearse(view) && (
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
      {/* On a phone the ways round the room stand under the mark, not beside it. */}
      <nav className={styles.below} aria-label={t('title')}>
        {ways}
      </nav>
      <output className={styles.line}>
        {!namespace.online && (
          <span className={styles.offline}>{t('offline', { at: formatTime(view.serverNowMs, true) })}</span>
        )}
      </output>
      {children}
    </Page>
  );
}

/** Not the organizer of a demo alone, whom the server would refuse. SPEC Y8. */
const mayRehearse = ({ mayCreate, contests }: OrganizerView): boolean =>
  mayCreate || contests.some(({ contest }) => !contest.demo);
