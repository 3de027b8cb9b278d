import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearch } from 'wouter';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Drum } from '../../../ui/drum.tsx';
import { Page } from '../../../ui/page.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { chooseDoor, currentRound } from '../contest/choose-entry.ts';
import { ContestDoor } from '../contest/contest-entry.tsx';
import { contestPath, type Seat, useVisit } from '../contestant-context.ts';
import { Essentials } from './essentials.tsx';
import { SpareWay } from './spare-way.tsx';
import styles from './start-page.module.css';
import { FullRoom, WaitingRoom } from './start-queue.tsx';
import { useStart } from './use-start.ts';

/** Before the clock runs: what will happen, in the words of the rules, and a big start. */
export function StartPage({ seat }: { seat: Seat }) {
  const { t } = useTranslation('contestant');
  const { slug, public: shown } = useVisit();
  const { local } = useFormat();
  const practice = useSearch().includes('thi-thu');
  const { rounds } = seat.view;
  const round = currentRound(rounds);
  const door = chooseDoor(rounds, {
    signedIn: true,
    enrolled: seat.view.me !== null,
    attemptOpen: false,
    elsewhere: false,
    mine: seat.view.mine,
    nowMs: seat.room.serverNowMs(),
  });
  const about = (
    <>
      <Drum size={104} />
      <p className={styles.contest}>{local(seat.view.contest.name)}</p>
      <h1>
        {practice
          ? t('start.practiceTitle')
          : round
            ? t('start.title', { round: local(round.label) })
            : t('attempt.title')}
      </h1>
      <Essentials contest={seat.view.contest} practice={practice} />
    </>
  );
  return (
    <Page demo={shown.contest.demo} home={contestPath(slug)}>
      <SpareWay way={seat.room.way} onPaper />
      {round && (practice || door.is === 'start') ? (
        <StartCard seat={seat} roundId={round.roundId} practice={practice}>
          {about}
        </StartCard>
      ) : (
        <Card tone="gold">
          <div className={styles.start}>
            {about}
            <ContestDoor rounds={rounds} />
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
    <Link href={contestPath(slug, 'the-le')} className={styles.rules}>
      {t('start.rules')}
    </Link>
  );
}

type StartCardProps = { seat: Seat; roundId: string; practice: boolean; children: ReactNode };

/** What will happen and the start; the waiting room in its place while there is one. */
function StartCard({ seat, roundId, practice, children }: StartCardProps) {
  const { t } = useTranslation('contestant');
  const refusalText = useRefusalText();
  const { start, press, leave } = useStart(seat, roundId, practice);
  return (
    <Card tone="gold">
      {start.is === 'waiting' && <WaitingRoom start={start} leave={leave} />}
      {start.is === 'full' && <FullRoom againAtMs={start.againAtMs} leave={leave} />}
      {(start.is === 'idle' || start.is === 'starting') && (
        <div className={styles.start}>
          {children}
          <Button kind="primary" full busy={start.is === 'starting'} className={styles.button} onClick={press}>
            {practice ? t('start.practice') : t('start.start')}
          </Button>
          <p role="alert" className={styles.error}>
            {start.is === 'idle' && start.refusal && refusalText(start.refusal)}
          </p>
          <RulesLink />
        </div>
      )}
    </Card>
  );
}
