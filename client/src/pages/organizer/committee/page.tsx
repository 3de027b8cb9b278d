import type { CommitteeDesk } from '@hoithi/shared/contract/committee';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ContestTabs } from '../contest-tabs.tsx';
import { useMay, useOrganizer } from '../organizer-connection.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { NoDesk } from '../with-desk.tsx';
import { OrderCard, PlacesCard } from './order-cards.tsx';
import styles from './page.module.css';
import { ListCard, TableCard } from './table-cards.tsx';

/** What the rules of one contest leave to the committee: lists, tables, orders, places, drawings. SPEC M22 to M28. */
export default function CommitteePage({ slug }: { slug: string }) {
  const { t } = useTranslation(['committee', 'common', 'organizer']);
  const { local } = useFormat();
  const { view } = useOrganizer();
  const words = useRefusalText();
  const contest = view.contests.find((each) => each.contest.slug === slug)?.contest ?? null;
  const may = useMay(contest?.contestId);
  const path = contest && `/api/organizer/contests/${contest.contestId}/committee`;
  const loaded = useLoaded<CommitteeDesk>(path);
  const [notice, setNotice] = useState<string | null>(null);
  if (!contest || !path) return <NoDesk />;
  const done = (sentence: string) => {
    setNotice(sentence);
    loaded.again();
  };
  const desk = loaded.value;
  const shared = { path, onDone: done };
  const mayChange = may('committee:change');
  return (
    <OrganizerPage demo={contest.demo}>
      <ContestTabs contest={contest} />
      <PageHead above={local(contest.name)} title={t('title')} lead={t('lead')} />
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
      {desk && Object.values(desk).every((part) => part.length === 0) && <StateCard kind="empty" title={t('none')} />}
      {desk && <Waiting desk={desk} />}
      {desk?.tables.map((table) => (
        <TableCard key={table.roundId} table={table} mayChange={mayChange} {...shared} />
      ))}
      {desk?.orders.map((order) => (
        <OrderCard key={order.list} order={order} mayDecide={may('committee:decide')} {...shared} />
      ))}
      {desk?.lists.map((list) => (
        <ListCard key={list.list} list={list} mayChange={mayChange} {...shared} />
      ))}
      {desk?.places.map((places) => (
        <PlacesCard key={places.roundId} places={places} mayChange={mayChange} {...shared} />
      ))}
    </OrganizerPage>
  );
}

/** Drawings that are to come, and shows that are a part of the rules. */
function Waiting({ desk: { drawings, shows } }: { desk: CommitteeDesk }) {
  const { t } = useTranslation('committee');
  const { local, number } = useFormat();
  return (
    <>
      {drawings.length > 0 && (
        <Card title={t('drawings.title')}>
          <ul className={styles.list}>
            {drawings.map(({ award, round, people }) => (
              <li key={`${award.vi} ${round.vi}`}>
                {t('drawings.one', {
                  count: people,
                  ...{ value: number(people), award: local(award), round: local(round) },
                })}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {shows.length > 0 && (
        <Card title={t('shows.title')}>
          <ul className={styles.list}>
            {shows.map(({ show, round, held }) => (
              <li key={`${show} ${round.vi}`}>
                {t(held ? 'shows.held' : 'shows.waits', { show, round: local(round) })}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
