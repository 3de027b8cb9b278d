import type { OrganizerView } from '@hoithi/shared/contract/organizer';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Badge } from '../../../ui/badge.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { formatTime } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { contestToneOf } from '../contests/page.tsx';
import { useOrganizer } from '../organizer-connection.ts';
import type { Desk } from '../with-desk.tsx';
import { LifeActs } from './life-acts.tsx';
import styles from './page.module.css';

type DeskHeadProps = { desk: Desk; phase: OrganizerView['contests'][number]['phase'] };

/** Which contest, where it stands, its public pages, and the people of it, as of one moment. */
export function DeskHead({ desk, phase }: DeskHeadProps) {
  const { t } = useTranslation(['organizer', 'common']);
  const { local, number, rate } = useFormat();
  const { view } = useOrganizer();
  const listed = view.contests.find((each) => each.contest.contestId === desk.contest.contestId);
  const { contest, people, connected, exclusions } = desk;
  const contestPersons = Math.max(0, ...desk.rounds.map((round) => round.counts.contestPersons));
  return (
    <header className={styles.head}>
      <div className={styles.headNames}>
        <div>
          <h1 className={styles.headTitle}>{local(contest.name)}</h1>
          <p className={styles.headHost}>{local(contest.host)}</p>
        </div>
        <Badge tone={contestToneOf[phase]}>{t(listed?.archived ? 'life.archived' : `contestPhase.${phase}`)}</Badge>
      </div>
      <dl className={styles.headFigures}>
        <Figure of={t('common:counts.contestPersons')} value={number(contestPersons)}>
          {people > 0 && t('desk.contestPersonsOf', { rate: rate(contestPersons / people, 1), total: number(people) })}
        </Figure>
        <Figure of={t('desk.enrolled')} value={number(people)} />
        <Figure of={t('desk.connected')} value={number(connected)}>
          {t('desk.connectedNote')}
        </Figure>
        <Figure of={t('desk.exclusions')} value={number(exclusions)} />
      </dl>
      <div className={styles.headFoot}>
        <nav className={styles.headLinks} aria-label={t('desk.links')}>
          <Link href={`/c/${contest.slug}`}>{t('desk.publicPage')}</Link>
          <Link href={`/c/${contest.slug}/tham-gia`}>{t('common:participationLink')}</Link>
          <Link href={`/c/${contest.slug}/the-le`}>{t('desk.printedRules', { version: desk.rulesVersion })}</Link>
        </nav>
        {listed && <LifeActs listed={listed} />}
        <span className={styles.headAsOf}>{t('asOf', { at: formatTime(view.serverNowMs, true) })}</span>
      </div>
    </header>
  );
}
