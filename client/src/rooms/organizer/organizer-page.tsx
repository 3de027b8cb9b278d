import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../ui/button.tsx';
import { formatTime } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { SignOut } from './door/sign-out.tsx';
import { useOrganizer } from './organizer-line.ts';
import styles from './organizer-page.module.css';
import { deskHome, newContestPath } from './organizer-paths.ts';

type OrganizerPageProps = { children: ReactNode; demo?: boolean; making?: boolean };

/** The shell of every page behind the door: ways round the room, and a word when the line is down. */
export function OrganizerPage({ children, demo = false, making = false }: OrganizerPageProps) {
  const { t } = useTranslation('organizer');
  const { room, view } = useOrganizer();
  const ways = (
    <nav className={styles.ways} aria-label={t('title')}>
      {(making || view.contests.length > 1) && (
        <ButtonLink href={deskHome} kind="quiet">
          {t('contests')}
        </ButtonLink>
      )}
      {!making && (
        <ButtonLink href={newContestPath} kind="quiet">
          {t('newContest')}
        </ButtonLink>
      )}
      <SignOut />
    </nav>
  );
  return (
    <Page width="wide" demo={demo} header={ways} className={styles.page}>
      <div role="status">
        {!room.online && (
          <p className={styles.offline}>{t('offline', { at: formatTime(view.serverNowMs, true) })}</p>
        )}
      </div>
      {children}
    </Page>
  );
}
