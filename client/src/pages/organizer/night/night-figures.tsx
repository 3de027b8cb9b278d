import type { NightView } from '@hoithi/shared/contract/night';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { formatDuration } from './describe-trouble.ts';
import styles from './page.module.css';

const stores = ['database', 'redis'] as const;
const pages = ['contestant', 'show', 'screen', 'mc', 'unit-leader', 'organizer'] as const;

/** The figures behind the verdict, each with its denominator or its time. */
export function NightFigures({ night }: { night: NightView }) {
  const { t } = useTranslation('night');
  const format = useFormat();
  const { lastMinute, rankings } = night;
  const time = (ms: number | null) => (ms === null ? '–' : formatDuration(ms, t, format));
  return (
    <div className={styles.cards}>
      <Card title={t('minute.title')}>
        <dl className={styles.figures}>
          <Figure name={t('minute.answers')}>{t('perSecond', { n: format.number(lastMinute.answers / 60, 1) })}</Figure>
          <Figure name={t('minute.p50')}>{time(lastMinute.ackP50Ms)}</Figure>
          <Figure name={t('minute.p99')}>{time(lastMinute.ackP99Ms)}</Figure>
          <Figure name={t('minute.late')}>
            {t('ofAll', { n: format.number(lastMinute.late), of: format.number(lastMinute.answers) })}
          </Figure>
          <Figure name={t('minute.faults')}>{format.number(lastMinute.faults)}</Figure>
          <Figure name={t('minute.waiting')}>{time(night.batchAgeMs)}</Figure>
        </dl>
      </Card>
      <Card title={t('sockets.title')}>
        <dl className={styles.figures}>
          {pages.map((namespace) => (
            <Figure key={namespace} name={t(`sockets.${namespace}`)}>
              {format.number(night.sockets[namespace] ?? 0)}
            </Figure>
          ))}
        </dl>
      </Card>
      <Card title={t('storesTitle')}>
        <dl className={styles.figures}>
          {stores.map((store) => {
            const part = night.stores[store];
            return (
              <Figure key={store} name={t(`stores.${store}`)}>
                {part === null ? (
                  t('storeUnused')
                ) : (
                  <Badge tone={part.ok ? 'jade' : 'amber'}>
                    {t(part.ok ? 'storeWell' : 'storeAway', { time: time(part.ageMs) })}
                  </Badge>
                )}
              </Figure>
            );
          })}
          <Figure name={t('rankings')}>
            {rankings.waiting === 0
              ? t('rankingsWell')
              : t('rankingsWaiting', { count: rankings.waiting, n: format.number(rankings.waiting) })}
          </Figure>
          <Figure name={t('rankingsChecked')}>
            {rankings.checkedAgoMs === null ? '–' : t('ago', { time: time(rankings.checkedAgoMs) })}
          </Figure>
          <Figure name={t('backup')}>
            {night.backupAtMs === null
              ? t('backupNone')
              : t('ago', { time: time(night.serverNowMs - night.backupAtMs) })}
          </Figure>
        </dl>
      </Card>
    </div>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
