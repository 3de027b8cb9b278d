import type { AttemptView } from '@hoithi/shared/contract/contestant';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { receiptPath, type Seat, useSeat, useVisit } from '../contestant-context.ts';
import { AttemptDeskPage } from './attempt-desk-page.tsx';
import { ElsewherePage } from './elsewhere-page.tsx';
import { StartPage } from './start-page.tsx';

/** The attempt: its start, its questions, or where it is being held; when it is over, its receipt. */
export function AttemptPage() {
  const { t } = useTranslation('contestant');
  const seat = useSeat();
  usePageTitle(t('attempt.title'));
  if (!seat) throw new Error('an attempt needs a seat');
  return <Seated seat={seat} />;
}

function Seated({ seat }: { seat: Seat }) {
  const { slug } = useVisit();
  const [, navigate] = useLocation();
  const { attempt, elsewhere, submitted } = seat.desk;
  const overId = useOverId(seat, attempt);
  useEffect(() => {
    if (overId !== null) navigate(receiptPath(slug, overId), { replace: true });
  }, [overId, navigate, slug]);
  if (elsewhere && submitted === null) return <ElsewherePage desk={seat.desk} />;
  if (attempt) return <AttemptDeskPage key={attempt.attemptId} seat={seat} attempt={attempt} />;
  return overId === null ? <StartPage seat={seat} /> : null;
}

/** The attempt that was open on this page and is not any more, once its receipt is here. */
function useOverId(seat: Seat, attempt: AttemptView | null): string | null {
  const openId = useRef<string | null>(null);
  if (attempt) openId.current = attempt.attemptId;
  const id = openId.current;
  if (attempt || id === null) return null;
  const told = seat.desk.submitted?.attemptId === id;
  const listed = seat.view.mine.some((own) => own.receipts.some((receipt) => receipt.attemptId === id));
  return told || listed ? id : null;
}
