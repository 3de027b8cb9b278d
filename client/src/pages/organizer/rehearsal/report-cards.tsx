import type { RehearsalReport, RehearsalView, VerdictCheck } from '@hoithi/shared/contract/rehearsal';
import { crowdWasBusy } from '@hoithi/shared/rules/rehearsal/judge-rehearsal';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getFile } from '../../../connection/api.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';
import { MachineFacts, WorkloadFacts } from './report-facts.tsx';
import { useFigureWords } from './use-figure-words.ts';

type ReportProps = { view: RehearsalView; report: RehearsalReport };

/** The capacity report: the verdict on each measure; then what was run and on what. SPEC Y6. */
export function ReportCards({ view, report }: ReportProps) {
  return (
    <>
      <Verdict view={view} report={report} />
      <VerdictLines lines={report.checks} />
      {report.figures && <Times report={report} />}
      <WorkloadFacts report={report} />
      <MachineFacts report={report} />
      {report.figures && <Errors errors={report.figures.errors} />}
    </>
  );
}

function Verdict({ view, report }: ReportProps) {
  const { t } = useTranslation('rehearsal');
  const { instant, locale } = useFormat();
  const words = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const save = async () => {
    setBusy(true);
    const file = await getFile(`/api/organizer/rehearsals/${view.rehearsalId}/report.pdf?lang=${locale}`);
    setBusy(false);
    if (file.ok) saveFile(file.value);
    setNotice(file.ok ? t('report.saved', { name: file.value.name }) : words(file.refusal));
  };
  return (
    <Card tone="gold">
      <p className={report.passed ? styles.passed : styles.failed}>
        {t(report.passed ? 'state.passed' : 'state.failed')}
      </p>
      <p>
        {t(`ends.${report.end}`)}{' '}
        {t('report.when', { from: instant(report.startedAtMs ?? view.madeAtMs), to: instant(report.endedAtMs) })}
      </p>
      <p className={styles.only}>{t('report.only')}</p>
      {report.sameMachine && <p className={styles.soft}>{t('report.sameNote')}</p>}
      {report.figures && crowdWasBusy(report.figures) && <p className={styles.soft}>{t('report.busyNote')}</p>}
      {report.endDetail && (
        <figure className={styles.words}>
          <figcaption className={styles.soft}>{t('report.lastWords')}</figcaption>
          <code className={styles.command}>{report.endDetail}</code>
        </figure>
      )}
      <div className={styles.acts}>
        <Button busy={busy} onClick={() => void save()}>
          {t('report.pdf')}
        </Button>
      </div>
      <output className={styles.notice}>{notice}</output>
    </Card>
  );
}

/** One row a measure: on a phone the figures are below its name. */
function VerdictLines({ lines }: { lines: readonly VerdictCheck[] }) {
  const { t } = useTranslation('rehearsal');
  const print = useFigureWords();
  return (
    <Card title={t('report.verdict')}>
      <ul className={styles.list}>
        {lines.map((row) => (
          <li key={row.id} className={styles.verdict}>
            <span className={styles.measure}>{t(`lines.${row.id}`)}</span>
            <span className={styles.measured}>{print.measured(row)}</span>
            <span className={styles.limit}>{print.limit(row)}</span>
            <Badge tone={row.passed ? 'jade' : 'son'}>{t(row.passed ? 'report.pass' : 'report.fail')}</Badge>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Times({ report: { figures } }: { report: RehearsalReport }) {
  const { t } = useTranslation('rehearsal');
  const { number } = useFormat();
  const { ms } = useFigureWords();
  const rows = (['join', 'start', 'answer', 'reconnect'] as const).map((id) => ({
    id,
    received: figures?.[id] ?? null,
  }));
  return (
    <Table
      caption={t('report.figures')}
      columns={[
        {
          id: 'measure',
          header: t('report.measure'),
          rowHeader: true,
          cell: ({ id }) => <span className={styles.name}>{t(`latency.${id}`)}</span>,
        },
        { id: 'times', header: t('report.times'), numeric: true, cell: ({ received }) => number(received?.count ?? 0) },
        {
          id: 'half',
          header: t('report.half'),
          numeric: true,
          cell: ({ received }) => (received ? ms(received.p50) : ''),
        },
        {
          id: 'most',
          header: t('report.most'),
          numeric: true,
          cell: ({ received }) => (received ? ms(received.p99) : ''),
        },
        {
          id: 'longest',
          header: t('report.longest'),
          numeric: true,
          cell: ({ received }) => (received ? ms(received.max) : ''),
        },
      ]}
      rows={rows}
      rowKey={({ id }) => id}
    />
  );
}

function Errors({ errors }: { errors: readonly { kind: string; count: number }[] }) {
  const { t } = useTranslation('rehearsal');
  const { number } = useFormat();
  return (
    <Table
      caption={t('report.errors')}
      empty={t('report.noErrors')}
      columns={[
        { id: 'kind', header: t('report.kind'), rowHeader: true, cell: ({ kind }) => <code>{kind}</code> },
        { id: 'count', header: t('report.count'), numeric: true, cell: ({ count }) => number(count) },
      ]}
      rows={[...errors].sort((a, b) => b.count - a.count)}
      rowKey={({ kind }) => kind}
    />
  );
}
