import type { LeaderTrend, TrendPoint } from '@hoithi/shared/contract/unit-leader';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/card.tsx';
import { formatTime } from '../../ui/format.ts';
import { PillChoice } from '../../ui/pill-choice.tsx';
import { Table } from '../../ui/table.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './page.module.css';
import { TrendChart } from './trend-chart.tsx';

const spans = ['days', 'hours'] as const;
type Span = (typeof spans)[number];

/** How people came in, by day of the round or hour of today, beside the round before. SPEC U12. */
export function TrendCard({ trend }: { trend: LeaderTrend }) {
  const { t } = useTranslation('unit-leader');
  const { local, number, date } = useFormat();
  const [chosen, setChosen] = useState<Span>('days');
  const span: Span = chosen === 'hours' && trend.hours ? 'hours' : 'days';
  const points = span === 'hours' ? (trend.hours ?? []) : trend.days;
  const previous = trend.previous === null ? null : local(trend.previous);
  const nameOf = ({ atMs }: TrendPoint) =>
    span === 'days' ? date(atMs) : t('trend.untilHour', { time: formatTime(atMs + 3_600_000) });
  const shortOf = ({ atMs }: TrendPoint) =>
    span === 'days' ? date(atMs).replace(/[/ ]\d{4}$/u, '') : formatTime(atMs).slice(0, 2);
  const latest = points.findLast((point) => point.persons !== null);
  const sentence =
    latest === undefined || latest.persons === null
      ? t('trend.none')
      : previous === null || latest.before === null
        ? t('trend.now', { count: latest.persons, value: number(latest.persons) })
        : t(`trend.compared.${span}`, {
            count: latest.persons,
            value: number(latest.persons),
            before: number(latest.before),
            previous,
          });
  return (
    <Card title={t('trend.title')}>
      <p className={styles.trendSentence}>{sentence}</p>
      {trend.hours && (
        <div className={styles.trendSpans}>
          <PillChoice
            legend={t('trend.span')}
            name="trend-span"
            options={spans.map((value) => ({ value, label: t(`trend.by.${value}`) }))}
            value={span}
            onChange={setChosen}
          />
        </div>
      )}
      <TrendChart points={points} labelOf={shortOf} label={`${t(`trend.by.${span}`)}. ${sentence}`} />
      <ul className={styles.trendLegend}>
        <li>{t('trend.thisRound')}</li>
        {previous !== null && <li className={styles.trendBefore}>{previous}</li>}
      </ul>
      {trend.citizens && <p className={styles.trendSoft}>{t('trend.citizens')}</p>}
      <details className={styles.trendFigures}>
        <summary>{t('trend.table')}</summary>
        <Table
          caption={t('trend.title')}
          captionHidden
          rows={points}
          rowKey={(point) => String(point.atMs)}
          columns={[
            { id: 'at', header: t(`trend.column.${span}`), rowHeader: true, cell: nameOf },
            { id: 'own', header: t('trend.thisRound'), numeric: true, cell: (point) => showValue(point.persons) },
            ...(previous === null
              ? []
              : [
                  {
                    id: 'before',
                    header: previous,
                    numeric: true,
                    cell: (point: TrendPoint) => showValue(point.before),
                  },
                ]),
          ]}
        />
      </details>
    </Card>
  );

  function showValue(value: number | null): string {
    return value === null ? t('trend.empty') : number(value);
  }
}
