import type { OrganizerView } from '@hoithi/shared/contract/organizer';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Badge } from '../../../ui/badge.tsx';
import { formatTime } from '../../../ui/format.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { contestToneOf } from '../contests/contests-page.tsx';
import { useOrganizer } from '../organizer-connection.ts';
import styles from './desk-head.module.css';
import type { Desk } from './desk-view.ts';
import { Figure } from './figure.tsx';

type DeskHeadProps = { desk: Desk; phase: OrganizerView['contests'][number]['phase'] };

/** Which contest, where it stands, its public pages, and the people of it, as of one moment. */
export function DeskHead({ desk, phase }: DeskHeadProps) {
  const { t } = useTranslation(['organizer', 'common']);
  const { local, number, rate } = useFormat();
  const { view } = useOrganizer();
  const { contest, people, connected, exclusions } = desk;
  const contestPersons = Math.max(0, ...desk.rounds.map((round) => round.counts.contestPersons));
  return (
    <header className={styles.head}>
      <div className={styles.names}>
        <div>
          <h1 className={styles.title}>{local(contest.name)}</h1>
          <p className={styles.host}>{local(contest.host)}</p>
        </div>
        <Badge tone={contestToneOf[phase]}>{t(`contestPhase.${phase}`)}</Badge>
      </div>
      <dl className={styles.figures}>
        <Figure of={t('common:counts.contestPersons')} value={number(contestPersons)}>
          {people > 0 && t('desk.contestPersonsOf', { rate: rate(contestPersons / people, 1), total: number(people) })}
        </Figure>
        <Figure of={t('desk.enrolled')} value={number(people)} />
        <Figure of={t('desk.connected')} value={number(connected)}>
          {t('desk.connectedNote')}
        </Figure>
        <Figure of={t('desk.exclusions')} value={number(exclusions)} />
      </dl>
      <div className={styles.foot}>
        <nav className={styles.links} aria-label={t('desk.links')}>
          <Link href={`/c/${contest.slug}`}>{t('desk.publicPage')}</Link>
          <Link href={`/c/${contest.slug}/tham-gia`}>{t('common:participationLink')}</Link>
          <Link href={`/c/${contest.slug}/the-le`}>{t('desk.printedRules', { version: desk.rulesVersion })}</Link>
        </nav>
        <span className={styles.asOf}>{t('asOf', { at: formatTime(view.serverNowMs, true) })}</span>
      </div>
    </header>
  );
}
