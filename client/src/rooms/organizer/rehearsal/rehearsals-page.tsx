import type { RehearsalList, RehearsalStarted, RehearsalView } from '@hoithi/shared/contract/rehearsal';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Badge } from '../../../ui/badge.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { rehearsalPath } from '../organizer-paths.ts';
import { KeyCard } from './key-card.tsx';
import styles from './rehearsal.module.css';
import { stateOf, toneOf } from './rehearsal-state.ts';
import { StartForm } from './start-form.tsx';

/** Rehearsals of the house, and the way to a new one. SPEC Y1, Y8. */
export function RehearsalsPage() {
  const { t } = useTranslation('rehearsal');
  const words = useRefusalText();
  const [, go] = useLocation();
  const loaded = useLoaded<RehearsalList>('/api/organizer/rehearsals');
  const [started, setStarted] = useState<RehearsalStarted | null>(null);
  const onStarted = (made: RehearsalStarted) => {
    if (made.key === null) go(rehearsalPath(made.rehearsalId));
    else {
      setStarted(made);
      loaded.again();
    }
  };
  const running = loaded.value?.rehearsals.find((each) => each.report === null);
  return (
    <OrganizerPage>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <p className={styles.lead}>{t('lead')}</p>
      </header>
      {loaded.loading && <StateCard kind="loading" />}
      {loaded.refusal && <StateCard kind="closed" title={words(loaded.refusal)} />}
      {started?.key && <KeyCard started={started} commandKey={started.key} />}
      {loaded.value && !running && <StartForm list={loaded.value} onStarted={onStarted} />}
      {loaded.value && <RehearsalTable rehearsals={loaded.value.rehearsals} />}
    </OrganizerPage>
  );
}

function RehearsalTable({ rehearsals }: { rehearsals: readonly RehearsalView[] }) {
  const { t } = useTranslation('rehearsal');
  const { instant, local, number } = useFormat();
  return (
    <Table
      caption={t('list')}
      empty={t('none')}
      columns={[
        {
          id: 'when',
          header: t('columns.when'),
          rowHeader: true,
          cell: (each) => <Link href={rehearsalPath(each.rehearsalId)}>{instant(each.madeAtMs)}</Link>,
        },
        { id: 'state', header: t('columns.state'), cell: (each) => <StateBadge view={each} /> },
        {
          id: 'people',
          header: t('columns.people'),
          numeric: true,
          cell: (each) => number(each.workload.people),
        },
        { id: 'contest', header: t('columns.contest'), cell: (each) => local(each.contest.name) },
      ]}
      rows={rehearsals}
      rowKey={(each) => each.rehearsalId}
    />
  );
}

export function StateBadge({ view }: { view: RehearsalView }) {
  const { t } = useTranslation('rehearsal');
  const state = stateOf(view);
  return <Badge tone={toneOf[state]}>{t(`state.${state}`)}</Badge>;
}
