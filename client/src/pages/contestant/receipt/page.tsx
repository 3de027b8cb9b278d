import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import type { LateAnswer } from '../attempt/use-attempt-desk.ts';
import { contestPath, useSession, useVisit } from '../contestant-context.ts';
import { ContestantHeader } from '../contestant-header.tsx';
import { OwnResultCard } from '../own-result-card.tsx';
import { drawReceipt } from './draw-receipt.ts';
import { factsOf, LogStub, receiptAddress } from './log-stub.tsx';
import styles from './page.module.css';
import { ReceiptSlip, type ReceiptSlipProps, useReceiptRows, useSealWords } from './receipt-slip.tsx';
import { Review } from './review.tsx';
import { useLogReceipt } from './use-log-receipt.ts';
import { useStateWords } from './use-state-words.ts';

/** The receipt of a submitted attempt, and the answers once the rules open them. */
export function ReceiptPage({ attemptId }: { attemptId: string }) {
  const { t } = useTranslation('contestant');
  const { slug, public: shown } = useVisit();
  const session = useSession();
  usePageTitle(t('receipt.title'));
  if (!session) throw new Error('a receipt needs a signed-in contestant');
  const { view, desk } = session;
  const own = view.mine.find((one) => one.receipts.some((receipt) => receipt.attemptId === attemptId));
  const received = desk.submitted?.attemptId === attemptId ? desk.submitted : null;
  const receipt = own?.receipts.find((one) => one.attemptId === attemptId) ?? received;
  const round = view.rounds.find((one) => one.roundId === receipt?.roundId);
  return (
    <Page demo={shown.contest.demo} home={contestPath(slug)} header={<ContestantHeader />} className={styles.page}>
      {receipt && round ? (
        <>
          <Slip
            receipt={receipt}
            round={round}
            contest={view.contest}
            name={view.me?.name ?? null}
            unitName={view.me?.unitName ?? null}
            serverNowMs={session.namespace.serverNowMs}
          />
          <LateAnswers late={desk.late.filter((answer) => answer.attemptId === attemptId)} />
          {own?.result && !receipt.practice && <OwnResultCard result={own.result} round={round} />}
          <Review session={session} attemptId={attemptId} phase={round.phase} questionCount={receipt.questionCount} />
          <ButtonLink href={contestPath(slug)} full className={styles.wayOn}>
            {t('toContest')}
          </ButtonLink>
        </>
      ) : (
        <StateCard
          kind="empty"
          title={t('receipt.none')}
          action={
            <ButtonLink href={contestPath(slug)} kind="primary">
              {t('toContest')}
            </ButtonLink>
          }
        >
          {t('receipt.noneText')}
        </StateCard>
      )}
    </Page>
  );
}

/** The slip with its counterfoil: what was received, and where the published log has it. */
function Slip({ serverNowMs, ...props }: ReceiptSlipProps & { serverNowMs: () => number }) {
  const { t } = useTranslation(['receipt', 'contestant']);
  const { slug } = useVisit();
  const { local } = useFormat();
  const { receipt, contest } = props;
  const { state } = useLogReceipt(slug, receipt, serverNowMs);
  const rows = useReceiptRows(props);
  const seal = useSealWords(receipt);
  const stateWords = useStateWords(state);
  const savePicture = async () => {
    const logged = 'receipt' in state ? state.receipt : null;
    const bytes = await drawReceipt({
      ...{ host: local(contest.host), contest: local(contest.name), seal, rows },
      title: t(receipt.practice ? 'contestant:receipt.practiceTitle' : 'contestant:receipt.title'),
      ...stateWords,
      facts: (logged ? factsOf(logged) : []).map(([name, value]) => ({ name: t(`fact.${name}`), value })),
      number: `${t('contestant:receipt.number')} ${receipt.attemptId.toUpperCase()}`,
      address: logged && receiptAddress(slug, logged),
      scan: t('qr'),
    });
    saveFile({ name: `bien-nhan-${receipt.attemptId.slice(0, 8)}.png`, bytes });
  };
  return (
    <div>
      <ReceiptSlip {...props} />
      <LogStub state={state} words={stateWords} slug={slug} attemptId={receipt.attemptId} onPicture={savePicture} />
    </div>
  );
}

/** Answers that arrived after the lock, with how late: they are listed, not dropped in silence. SPEC T2. */
function LateAnswers({ late }: { late: LateAnswer[] }) {
  const { t } = useTranslation('contestant');
  const { duration } = useFormat();
  if (late.length === 0) return null;
  const latest = Math.max(...late.map((answer) => answer.lateByMs ?? 0));
  const words = { count: late.length, late: duration(latest) };
  return (
    <output className={styles.late}>{latest > 0 ? t('late.byTime', words) : t('late.afterSubmission', words)}</output>
  );
}
