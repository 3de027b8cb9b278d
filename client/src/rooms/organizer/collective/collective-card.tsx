import type { OrganizerView } from '@hoithi/shared/contract/organizer';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { collectiveDeskPath } from '../organizer-paths.ts';
import styles from './collective-desk.module.css';

/** The awards for units of this contest, and the way to their page. SPEC G11. */
export function CollectiveCard({ desk }: { desk: NonNullable<OrganizerView['desk']> }) {
  const { t } = useTranslation('collective');
  const { local } = useFormat();
  const awards = desk.rules.prizes.collective;
  return (
    <Card title={t('desk.title')}>
      <p className={styles.lead}>{t(awards.length === 0 ? 'desk.none' : 'desk.lead')}</p>
      {awards.length > 0 && (
        <>
          <ul className={styles.list}>
            {awards.map(({ label }) => (
              <li key={label.vi}>{local(label)}</li>
            ))}
          </ul>
          <ButtonLink href={collectiveDeskPath(desk.contest.slug)}>{t('desk.open')}</ButtonLink>
        </>
      )}
    </Card>
  );
}
