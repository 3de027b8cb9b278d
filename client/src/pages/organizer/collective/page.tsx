import type { CollectiveDesk } from '@hoithi/shared/contract/collective-standing';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ContestTabs } from '../contest-tabs.tsx';
import { useMay, useOrganizer } from '../organizer-connection.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { NoDesk } from '../with-desk.tsx';
import { AwardDesk } from './award-desk.tsx';
import { GroupsCard } from './groups-card.tsx';
import styles from './page.module.css';

/** Collective prizes of one contest: every award with its places, the stored standings, publishing, figures of groups. SPEC G3, G8-G11. */
export function CollectiveDeskPage({ slug }: { slug: string }) {
  const { t } = useTranslation(['collective', 'common', 'organizer']);
  const { local } = useFormat();
  const { view } = useOrganizer();
  const words = useRefusalText();
  const may = useMay(view.contests.find((each) => each.contest.slug === slug)?.contest.contestId);
  const contest = view.contests.find((each) => each.contest.slug === slug)?.contest ?? null;
  const path = contest && `/api/organizer/contests/${contest.contestId}/collective`;
  const loaded = useLoaded<CollectiveDesk>(path);
  const [notice, setNotice] = useState<string | null>(null);
  if (!contest || !path) return <NoDesk />;
  const done = (sentence: string) => {
    setNotice(sentence);
    loaded.again();
  };
  const desk = loaded.value;
  return (
    <OrganizerPage demo={contest.demo}>
      <ContestTabs contest={contest} />
      <PageHead above={local(contest.name)} title={t('desk.title')} lead={t('desk.lead')}>
        {desk?.resultsPath && (
          <p className={styles.ways}>
            <ButtonLink href={desk.resultsPath}>{t('desk.see')}</ButtonLink>
          </p>
        )}
      </PageHead>
      <output className={styles.notice}>{notice}</output>
      {loaded.loading && <StateCard kind="loading" />}
      {loaded.refusal && (
        <StateCard
          kind="error"
          action={
            <Button kind="primary" onClick={loaded.again}>
              {t('common:again')}
            </Button>
          }
        >
          {words(loaded.refusal)}
        </StateCard>
      )}
      {desk?.awards.length === 0 && <StateCard kind="empty" title={t('desk.none')} />}
      {desk?.awards.map((award) => (
        <AwardDesk key={award.at} path={path} award={award} may={may} onDone={done} />
      ))}
      {may('collective:change') && desk?.awards.some(({ award }) => award.groups.length > 0) && (
        <GroupsCard path={path} known={desk.groups} onDone={done} />
      )}
    </OrganizerPage>
  );
}
