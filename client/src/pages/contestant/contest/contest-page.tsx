import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { Page } from '../../../ui/page.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useSession, useVisit } from '../contestant-context.ts';
import { ContestantHeader } from '../contestant-header.tsx';
import styles from './contest-page.module.css';
import { ContestPlate } from './contest-plate.tsx';
import { OwnEntries } from './own-entries.tsx';
import { RoundTimeline } from './round-timeline.tsx';
import { TakingPart } from './taking-part.tsx';

/** The contest page: what, until when, how many take part, one button; below it the weeks and what is one's own. */
export function ContestPage() {
  const { t } = useTranslation(['contestant', 'common']);
  const visit = useVisit();
  const session = useSession();
  const { local } = useFormat();
  const { contest } = visit.public;
  const rounds = session?.view.rounds ?? visit.public.rounds;
  usePageTitle(local(contest.name));
  const refresh = session?.desk.refresh;
  useEffect(() => {
    void refresh?.(); // counts and receipts may have moved while another page was open
  }, [refresh]);
  return (
    <Page width="wide" demo={contest.demo} header={<ContestantHeader />} className={styles.page}>
      <ContestPlate rounds={rounds} />
      <div className={styles.side}>
        <TakingPart rounds={rounds} />
        {session && <OwnEntries session={session} rounds={rounds} />}
        <Link href={`/c/${encodeURIComponent(contest.slug)}/tham-gia`} className={styles.figures}>
          {t('common:participationLink')}
        </Link>
        <RoundTimeline rounds={rounds} />
        {contest.contact && <p className={styles.contact}>{t('contact', { contact: contest.contact })}</p>}
      </div>
    </Page>
  );
}
