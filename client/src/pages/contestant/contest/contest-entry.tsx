import type { RoundCard } from '@hoithi/shared/contract/public';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { contestPath, useServerNow, useSession, useVisit } from '../contestant-context.ts';
import { chooseEntry, currentRound, type Entry } from './choose-entry.ts';
import styles from './page.module.css';

/** One button, or the reason why there is none; practice as a quiet second. */
export function ContestEntry({ rounds }: { rounds: RoundCard[] }) {
  const { t } = useTranslation('contestant');
  const visit = useVisit();
  const session = useSession();
  const nowMs = useServerNow();
  const entry = chooseEntry(rounds, {
    signedIn: visit.me.signedIn,
    enrolled: visit.me.enrolled,
    attemptOpen: session?.desk.attempt !== null && session !== null,
    elsewhere: session?.desk.elsewhere ?? false,
    mine: session?.view.mine ?? [],
    nowMs: nowMs?.() ?? 0,
  });
  const round = currentRound(rounds);
  const own = session?.view.mine.find((one) => one.roundId === round?.roundId);
  const mayPractice =
    own?.mayPractice === true &&
    (entry.is === 'start' || entry.is === 'done' || entry.is === 'not-yet' || entry.is === 'cooling');
  return (
    <div className={styles.entry}>
      <EntryItself entry={entry} rounds={rounds} />
      {mayPractice && (
        <ButtonLink kind="quiet" full href={`${contestPath(visit.slug, 'thi')}?thi-thu`}>
          {t('entry.practice')}
        </ButtonLink>
      )}
    </div>
  );
}

function EntryItself({ entry, rounds }: { entry: Entry; rounds: RoundCard[] }) {
  const { t } = useTranslation('contestant');
  const { slug } = useVisit();
  const { instant, local } = useFormat();
  const open = currentRound(rounds)?.phase === 'open';
  switch (entry.is) {
    case 'sign-in':
      return (
        <WayOn
          to={contestPath(slug, 'dang-nhap')}
          words={t('entry.signIn')}
          note={open ? null : t('entry.signInEarly')}
        />
      );
    case 'enrol':
      return <WayOn to={contestPath(slug, 'ho-so')} words={t('entry.enrol')} note={t('entry.enrolNote')} />;
    case 'continue':
      return <WayOn to={contestPath(slug, 'thi')} words={t('entry.continue')} note={t('entry.continueNote')} />;
    case 'elsewhere':
      return <TakeBack />;
    case 'start':
      return (
        <WayOn
          to={contestPath(slug, 'thi')}
          words={t('entry.start')}
          note={entry.attemptsLeft === null ? null : t('entry.attemptsLeft', { count: entry.attemptsLeft })}
        />
      );
    case 'done':
      return <Done entry={entry} />;
    case 'cooling':
      return <Reason title={t('entry.cooling')}>{t('entry.coolingNote', { at: instant(entry.nextAtMs) })}</Reason>;
    case 'not-yet':
      return <Reason title={t('entry.ready')}>{t('entry.notYet', { round: local(entry.round.label) })}</Reason>;
    case 'over':
      return <Reason title={t('entry.over')}>{t('entry.overNote')}</Reason>;
  }
}

function WayOn({ to, words, note }: { to: string; words: string; note: string | null }) {
  return (
    <>
      <ButtonLink kind="primary" full href={to} className={styles.entryMain}>
        {words}
      </ButtonLink>
      {note && <p className={styles.entryNote}>{note}</p>}
    </>
  );
}

function Reason({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.entryReason}>
      <p className={styles.entryTitle}>{title}</p>
      <p className={styles.entryNote}>{children}</p>
    </div>
  );
}

/** Every attempt of the round is submitted: what comes next, and when. */
function Done({ entry: { round, next, used } }: { entry: Extract<Entry, { is: 'done' }> }) {
  const { t } = useTranslation('contestant');
  const { instant, local } = useFormat();
  const label = local(round.label);
  return (
    <div className={styles.entryReason}>
      <p className={styles.entryTitle}>✓ {t('entry.done', { round: label })}</p>
      <p className={styles.entryNote}>
        {round.publishAtMs === null
          ? t('entry.doneResultsByHand', { round: label })
          : t('entry.doneResults', { at: instant(round.publishAtMs) })}
      </p>
      {next && (
        <p className={styles.entryNote}>
          {t('entry.doneNext', { round: local(next.label), at: instant(next.opensAtMs) })}
        </p>
      )}
      <p className={styles.entryNote}>{t('entry.doneUsed', { count: used })}</p>
    </div>
  );
}

/** The attempt is open on another device; this press brings it here. */
function TakeBack() {
  const { t } = useTranslation('contestant');
  const { slug } = useVisit();
  const session = useSession();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const takeOver = async () => {
    setBusy(true);
    await session?.desk.takeOver();
    navigate(contestPath(slug, 'thi'));
  };
  return (
    <>
      <Button kind="primary" full busy={busy} className={styles.entryMain} onClick={() => void takeOver()}>
        {t('elsewhere.takeOver')}
      </Button>
      <p className={styles.entryNote}>{t('elsewhere.title')}</p>
    </>
  );
}
