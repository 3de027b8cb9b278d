import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { contestPath, receiptPath, type Session, useSession, useVisit } from '../contestant-context.ts';
import { AttemptDeskPage } from './attempt-desk-page.tsx';
import { StartPage } from './start-page.tsx';
import type { AttemptDesk } from './use-attempt-desk.ts';

/** The attempt: its start, its questions, or that another device has it; when it is over, its receipt. */
export function AttemptPage() {
  const { t } = useTranslation('contestant');
  const session = useSession();
  usePageTitle(t('attempt.title'));
  if (!session) throw new Error('an attempt needs a signed-in contestant');
  return <SignedIn session={session} />;
}

function SignedIn({ session }: { session: Session }) {
  const { slug } = useVisit();
  const [, navigate] = useLocation();
  const { attempt, elsewhere, submitted } = session.desk;
  const overId = useOverId(session, attempt);
  useEffect(() => {
    if (overId !== null) navigate(receiptPath(slug, overId), { replace: true });
  }, [overId, navigate, slug]);
  if (elsewhere && submitted === null) return <ElsewherePage desk={session.desk} />;
  if (attempt) return <AttemptDeskPage key={attempt.attemptId} session={session} attempt={attempt} />;
  return overId === null ? <StartPage session={session} /> : null;
}

/** The attempt that was open on this page and is not any more, once its receipt is here. */
function useOverId(session: Session, attempt: AttemptView | null): string | null {
  const openId = useRef<string | null>(null);
  if (attempt) openId.current = attempt.attemptId;
  const id = openId.current;
  if (attempt || id === null) return null;
  const received = session.desk.submitted?.attemptId === id;
  const listed = session.view.mine.some((own) => own.receipts.some((receipt) => receipt.attemptId === id));
  return received || listed ? id : null;
}

/** Another device has the attempt; only a press brings it here. SPEC A11. */
function ElsewherePage({ desk }: { desk: AttemptDesk }) {
  const { t } = useTranslation('contestant');
  const { slug, public: shown } = useVisit();
  const [busy, setBusy] = useState(false);
  const takeOver = async () => {
    setBusy(true);
    await desk.takeOver();
    setBusy(false);
  };
  return (
    <Page demo={shown.contest.demo} home={contestPath(slug)}>
      <StateCard
        kind="closed"
        title={t('elsewhere.title')}
        action={
          <>
            <Button kind="primary" busy={busy} onClick={() => void takeOver()}>
              {t('elsewhere.takeOver')}
            </Button>
            <ButtonLink kind="quiet" href={contestPath(slug)}>
              {t('toContest')}
            </ButtonLink>
          </>
        }
      >
        {t('elsewhere.text')}
      </StateCard>
    </Page>
  );
}
