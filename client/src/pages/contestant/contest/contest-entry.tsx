import type { RoundCard } from '@hoithi/shared/contract/public';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { contestPath, useSeat, useVisit } from '../contestant-context.ts';
import { useServerNow } from '../use-server-now.ts';
import { chooseDoor, currentRound, type Door } from './choose-entry.ts';
import styles from './contest-entry.module.css';

/** One button, or in words why there is none; practice as a quiet second. */
export function ContestDoor({ rounds }: { rounds: RoundCard[] }) {
  const { t } = useTranslation('contestant');
  const visit = useVisit();
  const seat = useSeat();
  const nowMs = useServerNow();
  const door = chooseDoor(rounds, {
    signedIn: visit.me.signedIn,
    enrolled: visit.me.enrolled,
    attemptOpen: seat?.desk.attempt !== null && seat !== null,
    elsewhere: seat?.desk.elsewhere ?? false,
    mine: seat?.view.mine ?? [],
    nowMs: nowMs?.() ?? 0,
  });
  const round = currentRound(rounds);
  const own = seat?.view.mine.find((one) => one.roundId === round?.roundId);
  const mayPractice =
    own?.mayPractice === true &&
    (door.is === 'start' || door.is === 'used-up' || door.is === 'not-yet' || door.is === 'cooling');
  return (
    <div className={styles.door}>
      <DoorItself door={door} rounds={rounds} />
      {mayPractice && (
        <ButtonLink kind="quiet" full href={`${contestPath(visit.slug, 'thi')}?thi-thu`}>
          {t('door.practice')}
        </ButtonLink>
      )}
    </div>
  );
}

function DoorItself({ door, rounds }: { door: Door; rounds: RoundCard[] }) {
  const { t } = useTranslation('contestant');
  const { slug } = useVisit();
  const { instant, local } = useFormat();
  const open = currentRound(rounds)?.phase === 'open';
  switch (door.is) {
    case 'sign-in':
      return (
        <Way to={contestPath(slug, 'dang-nhap')} words={t('door.signIn')} note={open ? null : t('door.signInEarly')} />
      );
    case 'enrol':
      return <Way to={contestPath(slug, 'ho-so')} words={t('door.enrol')} note={t('door.enrolNote')} />;
    case 'continue':
      return <Way to={contestPath(slug, 'thi')} words={t('door.continue')} note={t('door.continueNote')} />;
    case 'elsewhere':
      return <TakeBack />;
    case 'start':
      return (
        <Way
          to={contestPath(slug, 'thi')}
          words={t('door.start')}
          note={door.attemptsLeft === null ? null : t('door.attemptsLeft', { count: door.attemptsLeft })}
        />
      );
    case 'used-up':
      return <Reason title={t('door.usedUp', { count: door.used })}>{t('door.usedUpNote')}</Reason>;
    case 'cooling':
      return <Reason title={t('door.cooling')}>{t('door.coolingNote', { at: instant(door.nextAtMs) })}</Reason>;
    case 'not-yet':
      return <Reason title={t('door.ready')}>{t('door.notYet', { round: local(door.round.label) })}</Reason>;
    case 'over':
      return <Reason title={t('door.over')}>{t('door.overNote')}</Reason>;
  }
}

function Way({ to, words, note }: { to: string; words: string; note: string | null }) {
  return (
    <>
      <ButtonLink kind="primary" full href={to} className={styles.main}>
        {words}
      </ButtonLink>
      {note && <p className={styles.note}>{note}</p>}
    </>
  );
}

function Reason({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.reason}>
      <p className={styles.title}>{title}</p>
      <p className={styles.note}>{children}</p>
    </div>
  );
}

/** The attempt is open on another device; this press brings it here. */
function TakeBack() {
  const { t } = useTranslation('contestant');
  const { slug } = useVisit();
  const seat = useSeat();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const takeOver = async () => {
    setBusy(true);
    await seat?.desk.takeOver();
    navigate(contestPath(slug, 'thi'));
  };
  return (
    <>
      <Button kind="primary" full busy={busy} className={styles.main} onClick={() => void takeOver()}>
        {t('elsewhere.takeOver')}
      </Button>
      <p className={styles.note}>{t('elsewhere.title')}</p>
    </>
  );
}
