import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearch } from 'wouter';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Drum } from '../../../ui/drum.tsx';
import { Page } from '../../../ui/page.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { chooseEntry, currentRound } from '../contest/choose-entry.ts';
import { ContestEntry } from '../contest/contest-entry.tsx';
import { contestPath, type Session, useVisit } from '../contestant-context.ts';
import { Essentials } from './essentials.tsx';
import { FallbackNote } from './fallback-note.tsx';
import styles from './page.module.css';
import { FullServer, StartQueue } from './start-queue.tsx';
import { useStart } from './use-start.ts';

/** Before the clock runs: what the rules say will happen, and the start. */
export function StartPage({ session }: { session: Session }) {
  const { t } = useTranslation('contestant');
  const { slug, public: shown } = useVisit();
  const { local } = useFormat();
  const practice = useSearch().includes('thi-thu');
  const { rounds } = session.view;
  const round = currentRound(rounds);
  const entry = chooseEntry(rounds, {
    signedIn: true,
    enrolled: session.view.me !== null,
    attemptOpen: false,
    elsewhere: false,
    mine: session.view.mine,
    nowMs: session.namespace.serverNowMs(),
  });
  const about = (
    <>
      <Drum size={104} />
      <p className={styles.startContest}>{local(session.view.contest.name)}</p>
      <h1>
        {practice
          ? t('start.practiceTitle')
          : round
            ? t('start.title', { round: local(round.label) })
            : t('attempt.title')}
      </h1>
      <Essentials
        contest={session.view.contest}
        practice={practice}
        press={practice ? t('start.practice') : t('start.start')}
      />
    </>
  );
  return (
    <Page demo={shown.contest.demo} home={contestPath(slug)}>
      <FallbackNote way={session.namespace.way} onPaper />
      {round && (practice || entry.is === 'start') ? (
        <StartCard session={session} roundId={round.roundId} practice={practice}>
          {about}
        </StartCard>
      ) : (
        <Card tone="gold">
          <div className={styles.start}>
            {about}
            <ContestEntry rounds={rounds} />
            <RulesLink />
          </div>
        </Card>
      )}
    </Page>
  );
}

function RulesLink() {
  const { t } = useTranslation('contestant');
  const { slug } = useVisit();
  return (
    <Link href={contestPath(slug, 'the-le')} className={styles.startRules}>
      {t('start.rules')}
    </Link>
  );
}

type StartCardProps = { session: Session; roundId: string; practice: boolean; children: ReactNode };

/** What will happen and the start; the start queue in its place while there is one. */
function StartCard({ session, roundId, practice, children }: StartCardProps) {
  const { t } = useTranslation('contestant');
  const refusalText = useRefusalText();
  const { start, press, leave } = useStart(session, roundId, practice);
  const { startNow } = session;
  useEffect(() => {
    if (practice || startNow.current !== roundId) return;
    startNow.current = null; // pressed once, on the page before
    press();
  }, [practice, startNow, roundId, press]);
  return (
    <Card tone="gold">
      {start.is === 'waiting' && <StartQueue start={start} leave={leave} />}
      {start.is === 'full' && <FullServer againAtMs={start.againAtMs} leave={leave} />}
      {(start.is === 'idle' || start.is === 'starting') && (
        <div className={styles.start}>
          {children}
          <Button kind="primary" full busy={start.is === 'starting'} className={styles.startButton} onClick={press}>
            {practice ? t('start.practice') : t('start.start')}
          </Button>
          <p role="alert" className={styles.startError}>
            {start.is === 'idle' && start.refusal && refusalText(start.refusal)}
          </p>
          <RulesLink />
        </div>
      )}
    </Card>
  );
}
