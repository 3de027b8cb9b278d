import type { PublicCount, RoundCard } from '@hoithi/shared/contract/public';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePageTitle } from '../../../app/use-page-title.ts';
import { loadWords } from '../../../locales/i18n.ts';
import { LookImage, SponsorRow } from '../../../ui/look-pictures.tsx';
import { Page } from '../../../ui/page.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { contestPath, useSession, useVisit } from '../contestant-context.ts';
import { ContestantHeader } from '../contestant-header.tsx';
import { currentRound } from './choose-entry.ts';
import { ContestEntry } from './contest-entry.tsx';
import { OwnEntries } from './own-entries.tsx';
import styles from './page.module.css';
import { RoundClock } from './round-clock.tsx';
import { RoundTimeline } from './round-timeline.tsx';

const PasskeyOffer = lazy(() =>
  Promise.all([import('../sign-in/passkey-offer.tsx'), loadWords('ways')]).then(([offer]) => offer),
);

/** The contest page: what, until when, how many take part, one button; below it the weeks and what is one's own. */
export function ContestPage() {
  const { t } = useTranslation(['contestant', 'common']);
  const visit = useVisit();
  const session = useSession();
  const { closing, local } = useFormat();
  const { contest } = visit.public;
  const rounds = session?.view.rounds ?? visit.public.rounds;
  const { me, public: shown } = visit;
  const mayOffer = me.enrolled && shown.entryWays.includes('passkey') && !me.ways.includes('passkey');
  usePageTitle(local(contest.name));
  const refresh = session?.desk.refresh;
  useEffect(() => {
    void refresh?.(); // counts and receipts may have moved while another page was open
  }, [refresh]);
  return (
    <Page
      width="wide"
      demo={contest.demo}
      header={<ContestantHeader />}
      className={styles.page}
      logo={contest.look?.logo}
    >
      <ContestPlate rounds={rounds} />
      <div className={styles.side}>
        {visit.public.archived && <p className={styles.contact}>{t('archived')}</p>}
        <Amended />
        <TakingPart rounds={rounds} />
        {session && <OwnEntries session={session} rounds={rounds} />}
        {mayOffer && (
          <Suspense fallback={null}>
            <PasskeyOffer />
          </Suspense>
        )}
        <Link href={`/c/${encodeURIComponent(contest.slug)}/tham-gia`} className={styles.figures}>
          {t('common:participationLink')}
        </Link>
        {session?.view.me && rounds.some(isOver) && (
          <Link href={contestPath(contest.slug, 'khieu-nai')} className={styles.figures}>
            {t('complain')}
          </Link>
        )}
        {session?.view.me && (
          <Link href={contestPath(contest.slug, 'du-lieu')} className={styles.figures}>
            {t('myData')}
          </Link>
        )}
        <RoundTimeline rounds={rounds} />
        {contest.look && <SponsorRow sponsors={contest.look.sponsors} label={t('sponsors')} />}
        {visit.public.dataEndsAtMs !== undefined && (
          <p className={styles.contact}>{t('dataEnds', { at: closing(visit.public.dataEndsAtMs) })}</p>
        )}
        {contest.contact && <p className={styles.contact}>{t('contact', { contact: contest.contact })}</p>}
        <Link href={`/c/${encodeURIComponent(contest.slug)}/phuc-vu`} className={styles.figures}>
          {t('serviceLink')}
        </Link>
      </div>
    </Page>
  );
}

const isOver = ({ phase }: RoundCard): boolean => phase !== 'scheduled' && phase !== 'open';

/** The contest's name plate: lacquer and gold, the drum burning down to the close, the one button. */
function ContestPlate({ rounds }: { rounds: RoundCard[] }) {
  const { t } = useTranslation('contestant');
  const { slug, public: shown } = useVisit();
  const { local, number } = useFormat();
  const { contest } = shown;
  const round = currentRound(rounds);
  const minutes = contest.attemptSeconds === null ? null : contest.attemptSeconds / 60;
  return (
    <section className={styles.plate} data-ground="lacquer" aria-labelledby="contest-name">
      {contest.look?.banner && <LookImage picture={contest.look.banner} alt="" className={styles.plateBanner} />}
      <RoundClock round={round} key={`${round?.roundId} ${round?.phase}`}>
        <p className={styles.plateHost}>{local(contest.host)}</p>
        <h1 id="contest-name" className={styles.plateName}>
          {local(contest.name)}
        </h1>
      </RoundClock>
      <ContestEntry rounds={rounds} />
      <p className={styles.plateFacts}>
        <span>{t('plate.questions', { count: contest.questionCount })}</span>
        <span>
          {minutes === null ? t('plate.noLimit') : t('plate.minutes', { count: minutes, shown: number(minutes, 1) })}
        </span>
        <Link href={contestPath(slug, 'the-le')}>{t('plate.rules')}</Link>
      </p>
    </section>
  );
}

/** That the rules were amended, when and why. SPEC J12. */
function Amended() {
  const { t } = useTranslation('contestant');
  const { instant } = useFormat();
  const { slug, public: shown } = useVisit();
  if (!shown.amended) return null;
  const { atMs, reason } = shown.amended;
  return (
    <p className={styles.contact}>
      {t('amended', { at: instant(atMs), reason })}{' '}
      <Link href={`${contestPath(slug, 'the-le')}#sua-doi`}>{t('amendedRead')}</Link>
    </p>
  );
}

/** How many take part, as exactly as the rules allow, and how many of them from one's own unit. SPEC V3. */
function TakingPart({ rounds }: { rounds: RoundCard[] }) {
  const { t } = useTranslation('contestant');
  const session = useSession();
  const { local } = useFormat();
  const round = currentRound(rounds);
  const unit = session?.view.me?.unitName ?? null;
  const unitPersons = session?.view.unitPersons ?? null;
  if (!round?.persons || isEmpty(round.persons)) return null;
  return (
    <div className={styles.partCounts}>
      <Count count={round.persons} words={t('takingPart.round', { round: local(round.label) })} />
      {unit && unitPersons && !isEmpty(unitPersons) && (
        <Count count={unitPersons} words={t('takingPart.unit', { unit })} />
      )}
    </div>
  );
}

/** “More than 0” is no information. */
const isEmpty = (count: PublicCount): boolean => !count.exact && count.atLeast === 0;

function Count({ count, words }: { count: PublicCount; words: string }) {
  const { t } = useTranslation('common');
  const { number } = useFormat();
  const data = { count: count.atLeast, shown: number(count.atLeast) };
  return (
    <p className={styles.partCount}>
      <strong className={styles.partNumber}>
        {count.exact ? t('persons.exact', data) : t('persons.atLeast', data)}
      </strong>
      <span className={styles.partWords}>{words}</span>
    </p>
  );
}
