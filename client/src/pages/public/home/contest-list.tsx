import type { PublicContest, SiteCard } from '@hoithi/shared/contract/public';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Badge } from '../../../ui/badge.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { Star } from '../../../ui/star.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { currentRound } from '../../contestant/contest/choose-entry.ts';
import styles from './page.module.css';

type Contest = SiteCard['contests'][number];

/** The contests of the installation, each with what is happening in it now. */
export function ContestList({ contests }: { contests: Contest[] }) {
  const { t } = useTranslation('home');
  return (
    <section className={styles.listContests} aria-labelledby="contests">
      <h2 id="contests">{t('contests')}</h2>
      <ul className={styles.list}>
        {contests.map((contest) => (
          <ContestEntry key={contest.slug} contest={contest} />
        ))}
      </ul>
    </section>
  );
}

function ContestEntry({ contest }: { contest: Contest }) {
  const { t } = useTranslation(['home', 'common']);
  const { local } = useFormat();
  const path = `/c/${encodeURIComponent(contest.slug)}`;
  const shown = useLoaded<PublicContest>(`/api/contests/${encodeURIComponent(contest.slug)}`).value;
  return (
    <li className={styles.listEntry}>
      <div className={styles.listWords}>
        {contest.demo && <Badge tone="gold">{t('demo.mark')}</Badge>}
        <h3>{local(contest.name)}</h3>
        {shown && <p className={styles.listHost}>{local(shown.contest.host)}</p>}
        {shown && <RoundNow contest={shown} />}
      </div>
      <div className={styles.listWays}>
        <ButtonLink href={path} kind={contest.demo ? 'plain' : 'primary'}>
          {t('open')}
        </ButtonLink>
        <Link href={`${path}/tham-gia`} className={styles.listRules}>
          {t('common:participationLink')}
        </Link>
        <Link href={`${path}/the-le`} className={styles.listRules}>
          {t('rules')}
        </Link>
      </div>
    </li>
  );
}

/** Which round is open, comes next or waits for its results. */
function RoundNow({ contest }: { contest: PublicContest }) {
  const { t } = useTranslation('home');
  const { local, instant, closing } = useFormat();
  const round = currentRound(contest.rounds);
  if (!round) return null;
  const label = local(round.label);
  const texts = {
    open: t('now', { round: label, closes: closing(round.closesAtMs) }),
    scheduled: t('next', { round: label, opens: instant(round.opensAtMs) }),
    closed: t('waiting', { round: label }),
    verifying: t('waiting', { round: label }),
    finalized: t('waiting', { round: label }),
    published: t('over'),
  };
  return (
    <p className={styles.listNow}>
      <Star size={16} />
      {texts[round.phase]}
    </p>
  );
}
