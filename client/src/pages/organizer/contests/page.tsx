import type { OrganizerView } from '@hoithi/shared/contract/organizer';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Badge, type BadgeTone } from '../../../ui/badge.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useMayEverywhere, useOrganizer } from '../organizer-connection.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { deskPath, draftsPath } from '../organizer-paths.ts';
import styles from './page.module.css';

type Listed = OrganizerView['contests'][number];

const phases: readonly Listed['phase'][] = ['running', 'before', 'after'];
export const contestToneOf: Record<Listed['phase'], BadgeTone> = { before: 'indigo', running: 'son', after: 'plain' };

/** Every contest in scope: what runs first, then what is to come, then what is over. */
export function ContestsPage() {
  const { t } = useTranslation('organizer');
  const { view } = useOrganizer();
  const mayCreate = useMayEverywhere()('draft:change');
  const listed = phases.flatMap((phase) => view.contests.filter((each) => each.phase === phase));
  return (
    <OrganizerPage>
      <header className={styles.head}>
        <div>
          <h1>{t('contests')}</h1>
          {listed.length > 0 && <p className={styles.lead}>{t('list.lead')}</p>}
        </div>
      </header>
      {listed.length === 0 ? (
        <StateCard
          kind="empty"
          title={t('list.empty')}
          action={
            mayCreate && (
              <ButtonLink href={draftsPath} kind="primary">
                {t('newContest')}
              </ButtonLink>
            )
          }
        >
          {mayCreate && t('list.emptyText')}
        </StateCard>
      ) : (
        <ul className={styles.list}>
          {listed.map((each) => (
            <ContestRow key={each.contest.contestId} listed={each} />
          ))}
        </ul>
      )}
    </OrganizerPage>
  );
}

function ContestRow({ listed: { contest, phase } }: { listed: Listed }) {
  const { t } = useTranslation('organizer');
  const { local } = useFormat();
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <h2 className={styles.name}>
          <Link href={deskPath(contest.slug)} className={styles.link}>
            {local(contest.name)}
          </Link>
        </h2>
        <p className={styles.soft}>{local(contest.host)}</p>
        <p className={styles.soft}>
          /c/{contest.slug} · {t('list.facts', { count: contest.questionCount })}
        </p>
      </div>
      <Badge tone={contestToneOf[phase]}>{t(`contestPhase.${phase}`)}</Badge>
    </li>
  );
}
