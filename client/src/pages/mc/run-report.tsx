import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { McToServer, ServerToMc } from '@hoithi/shared/contract/screen';
import type { MarkedPlayer, RunReport as Report } from '@hoithi/shared/contract/show-report';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UseNamespace } from '../../connection/use-namespace.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useRefusalText } from '../../ui/use-refusal-text.ts';
import styles from './run-report.module.css';
import { RunResult } from './run-result.tsx';

/** For the jury: whose answers of a run were faster than reading, or than their own network. It changes no score. SPEC H19. */
export function RunReport({ send }: { send: UseNamespace<McToServer, ServerToMc>['send'] }) {
  const { t } = useTranslation('mc');
  const { local, instant } = useFormat();
  const words = useRefusalText();
  const [read, setRead] = useState<Report | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const choice = useId();
  const load = async (runId: string | null) => {
    setBusy(true);
    const received = await send('run:report', { runId });
    setBusy(false);
    setRefusal(received.ok ? null : received.refusal);
    if (received.ok) setRead(received.value);
  };
  const { runs = [], report = null } = read ?? {};
  return (
    <Card title={t('report.title')}>
      <p className={styles.text}>{t('report.text')}</p>
      {runs.length > 1 && (
        <div className={styles.choice}>
          <label htmlFor={choice}>{t('report.run')}</label>
          <select id={choice} value={report?.runId} onChange={(event) => void load(event.target.value)}>
            {runs.map((run) => (
              <option key={run.runId} value={run.runId}>
                {`${local(run.title)}, ${instant(run.openedAtMs)}${run.rehearsal ? ` (${t('report.rehearsal')})` : ''}`}
              </option>
            ))}
          </select>
        </div>
      )}
      <Button busy={busy} onClick={() => void load(report?.runId ?? null)}>
        {t(read ? 'report.again' : 'report.show')}
      </Button>
      <output className={styles.notice}>
        {refusal && <span>{words(refusal)}</span>}
        {read && !report && <span>{t('report.noRun')}</span>}
        {report?.marked.length === 0 && <span>{t('report.none')}</span>}
      </output>
      {report && report.marked.length > 0 && <Marked marked={report.marked} />}
      {report && <RunResult result={report.result} />}
    </Card>
  );
}

function Marked({ marked }: { marked: readonly MarkedPlayer[] }) {
  const { t } = useTranslation('mc');
  const { number } = useFormat();
  const columns: Column<MarkedPlayer>[] = [
    {
      id: 'name',
      header: t('report.player'),
      rowHeader: true,
      cell: ({ name, unitName }) => (
        <>
          {name} <span className={styles.unit}>{unitName}</span>
        </>
      ),
    },
    {
      id: 'rank',
      header: t('report.rank'),
      numeric: true,
      cell: ({ rank }) => (rank === null ? t('report.removed') : number(rank)),
      sortBy: ({ rank }) => rank,
    },
    {
      id: 'quick',
      header: t('report.quick'),
      numeric: true,
      cell: ({ quick, quickRight }) => t('report.quickRight', { quick: number(quick), right: number(quickRight) }),
      sortBy: ({ quickRight }) => quickRight,
    },
    {
      id: 'late',
      header: t('report.latePongs'),
      numeric: true,
      cell: ({ latePongs }) => number(latePongs),
      sortBy: ({ latePongs }) => latePongs,
    },
  ];
  return (
    <>
      <Table
        caption={t('report.table')}
        captionHidden
        rows={marked}
        rowKey={(each) => each.playerId}
        columns={columns}
      />
      <p className={styles.text}>{t('report.meaning')}</p>
    </>
  );
}
