import type { NightProcess, NightView } from '@hoithi/shared/contract/night';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { formatDuration } from './describe-trouble.ts';
import styles from './page.module.css';

const silentMs = 7_000;
const megabyte = 1024 * 1024;

/** The server’s processes, each by its own last report. */
export function ProcessTable({ night }: { night: NightView }) {
  const { t } = useTranslation('night');
  const format = useFormat();
  const time = (ms: number) => formatDuration(ms, t, format);
  const columns: Column<NightProcess>[] = [
    { id: 'name', header: t('process.name'), cell: (one) => one.name, rowHeader: true, sortBy: (one) => one.name },
    { id: 'state', header: t('process.state'), cell: (one) => <ProcessState process={one} /> },
    {
      id: 'sockets',
      header: t('process.sockets'),
      cell: (one) =>
        one.connections
          ? t('ofAll', { n: format.number(one.connections.open), of: format.number(one.connections.max) })
          : format.number(one.sockets),
      sortBy: (one) => one.connections?.open ?? one.sockets,
    },
    {
      id: 'delay',
      header: t('process.delay'),
      cell: (one) => time(one.loopDelayMs),
      sortBy: (one) => one.loopDelayMs,
    },
    {
      id: 'memory',
      header: t('process.memory'),
      cell: (one) => t('megabytes', { n: format.number(one.memoryBytes / megabyte) }),
      sortBy: (one) => one.memoryBytes,
    },
    {
      id: 'since',
      header: t('process.since'),
      cell: (one) => time(night.serverNowMs - one.startedAtMs),
      sortBy: (one) => one.startedAtMs,
    },
  ];
  return (
    <Card title={t('process.title')}>
      <div className={styles.table}>
        <Table
          caption={t('process.title')}
          captionHidden
          columns={columns}
          rows={night.processes}
          rowKey={(one) => one.name}
          empty={t('process.none')}
        />
      </div>
    </Card>
  );
}

function ProcessState({ process }: { process: NightProcess }) {
  const { t } = useTranslation('night');
  const is = process.receivedAgoMs >= silentMs ? 'silent' : process.leaving ? 'leaving' : 'serving';
  const tone = { silent: 'amber', leaving: 'indigo', serving: 'jade' } as const;
  return <Badge tone={tone[is]}>{t(`process.${is}`)}</Badge>;
}
