import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearch } from 'wouter';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Drum } from '../../../ui/drum.tsx';
import { Page } from '../../../ui/page.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { chooseDoor, currentRound } from '../contest/choose-door.ts';
import { ContestDoor } from '../contest/contest-door.tsx';
import { contestPath, type Seat, useVisit } from '../contestant-context.ts';
import { Essentials } from './essentials.tsx';
import styles from './start-page.module.css';

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
  return (
    <Page demo={shown.contest.demo} home={contestPath(slug)}>
      <Card tone="gold">
        <div className={styles.start}>
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
          {round && (practice || door.is === 'start') ? (
            <StartButton seat={seat} roundId={round.roundId} practice={practice} />
          ) : (
            <ContestDoor rounds={rounds} />
          )}
          <Link href={contestPath(slug, 'the-le')} className={styles.rules}>
            {t('start.rules')}
          </Link>
        </div>
      </Card>
    </Page>
  );
}

function StartButton({ seat, roundId, practice }: { seat: Seat; roundId: string; practice: boolean }) {
  const { t } = useTranslation('contestant');
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const start = async () => {
    setBusy(true);
    setError(null);
    const heard = await seat.desk.start(roundId, practice);
    if (heard.ok) return; // the questions take the page
    setBusy(false);
    setError(refusalText(heard.refusal));
  };
  return (
    <>
      <Button kind="primary" full busy={busy} className={styles.button} onClick={() => void start()}>
        {practice ? t('start.practice') : t('start.start')}
      </Button>
      <p role="alert" className={styles.error}>
        {error}
      </p>
    </>
  );
}
