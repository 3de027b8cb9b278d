import type { DataRequestsView, DeskDataRequest } from '@hoithi/shared/contract/data-rights';
import type { ContestCard } from '@hoithi/shared/contract/public';
import { dataRights } from '@hoithi/shared/rules/data-rights';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button, FileLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useMay } from '../organizer-connection.ts';
import { AnswerDialog, type Does } from './answer-data-request.tsx';
import styles from './data-requests.module.css';

/** What people ask for about their data, by when the law wants it done; and when everybody's is erased. SPEC S64, S69. */
export function DataRequestsCard({ contest }: { contest: ContestCard }) {
  const { t } = useTranslation('rights');
  const { closing, local, number } = useFormat();
  const refusalText = useRefusalText();
  const mayAnswer = useMay(contest.contestId)('rights:answer');
  const path = `/api/organizer/contests/${contest.contestId}/data-requests`;
  const { value, refusal, loading, again } = useLoaded<DataRequestsView>(path);
  const [answering, setAnswering] = useState<{ request: DeskDataRequest; does: Does } | null>(null);
  const { acknowledgeWorkingDays: acknowledge, days, law } = dataRights;
  return (
    <Card title={t('desk.title')}>
      <p className={styles.soft}>{t('desk.lead', { law: local(law), acknowledge, ...days })}</p>
      <span className={styles.buttons}>
        {(['pdf', 'docx'] as const).map((as) => (
          <FileLink key={as} href={`/api/organizer/contests/${contest.contestId}/processing-record.${as}`}>
            {t(`desk.record.${as}`)}
          </FileLink>
        ))}
      </span>
      {loading && <StateCard kind="loading" />}
      {refusal && <p role="alert">{refusalText(refusal)}</p>}
      {value && (
        <>
          <p className={styles.until}>
            {value.people === 0
              ? t('desk.retentionNone')
              : t('desk.retention', {
                  count: value.people,
                  people: number(value.people),
                  at: closing(value.endsAtMs),
                })}
          </p>
          {value.open.length === 0 && <p>{t('desk.none')}</p>}
          <ul className={styles.list}>
            {value.open.map((request) => (
              <li key={request.requestId} className={styles.one}>
                <OpenRequest request={request} nowMs={value.nowMs} />
                {mayAnswer && <Answers request={request} choose={(does) => setAnswering({ request, does })} />}
              </li>
            ))}
          </ul>
          {value.closed.length > 0 && <Closed closed={value.closed} />}
        </>
      )}
      {answering && (
        <AnswerDialog
          path={path}
          {...answering}
          onClose={() => setAnswering(null)}
          onDone={() => {
            setAnswering(null);
            again();
          }}
        />
      )}
    </Card>
  );
}

function OpenRequest({ request, nowMs }: { request: DeskDataRequest; nowMs: number }) {
  const { t } = useTranslation(['rights', 'common']);
  const { closing, instant } = useFormat();
  const { corrections, dueAtMs, kind, name, no, notes, purpose, unitName, waits, words } = request;
  const isLate = nowMs >= dueAtMs;
  return (
    <>
      <span className={styles.head}>
        <strong>{t('requests.no', { no, kind: t(`kind.${kind}`) })}</strong>
        <Badge tone={isLate ? 'son' : 'amber'}>{t(isLate ? 'desk.late' : 'desk.due', { at: closing(dueAtMs) })}</Badge>
      </span>
      <span>{[name, unitName].filter(Boolean).join(' · ')}</span>
      <span className={styles.soft}>
        <span>{t('requests.at', { at: instant(request.atMs) })}</span>
        {request.extended && <span>{` · ${t('requests.extended')}`}</span>}
      </span>
      {corrections.length > 0 && (
        <dl className={styles.corrections}>
          {corrections.map(({ field, now, wanted }) => (
            <div key={field}>
              <dt>{t(`common:profileField.${field}`)}</dt>
              <dd>
                <span className={styles.soft}>{t('desk.now')}:</span> {now ?? t('desk.empty')}
              </dd>
              <dd>
                <span className={styles.soft}>{t('desk.wanted')}:</span> <strong>{wanted}</strong>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {words && <p className={styles.words}>{words}</p>}
      {purpose === 'photos' && <p>{t('desk.photos')}</p>}
      {(waits?.length ?? 0) > 0 && (
        <p className={styles.waits}>{t('desk.waits', { list: waits.map((wait) => t(`wait.${wait}`)).join('; ') })}</p>
      )}
      {notes?.map((note) => (
        <p key={note}>{t(`desk.${note}`)}</p>
      ))}
    </>
  );
}

function Answers({ request, choose }: { request: DeskDataRequest; choose: (does: Does) => void }) {
  const { t } = useTranslation('rights');
  const waits = (request.waits?.length ?? 0) > 0;
  return (
    <span className={styles.buttons}>
      <Button disabled={waits} onClick={() => choose('execute')}>
        {t(`desk.execute.${request.kind}`)}
      </Button>
      {request.kind !== 'withdraw' && (
        <Button kind="quiet" onClick={() => choose('refuse')}>
          {t('desk.refuse')}
        </Button>
      )}
      {!request.extended && (
        <Button kind="quiet" onClick={() => choose('extend')}>
          {t('desk.extend')}
        </Button>
      )}
    </span>
  );
}

function Closed({ closed }: { closed: DataRequestsView['closed'] }) {
  const { t } = useTranslation('rights');
  const { instant, number } = useFormat();
  return (
    <details className={styles.closed}>
      <summary>{t('desk.closed', { shown: number(closed.length) })}</summary>
      <ul className={styles.list}>
        {closed.map((request) => (
          <li key={request.requestId} className={styles.one}>
            <span className={styles.head}>
              <strong>{t('requests.no', { no: request.no, kind: t(`kind.${request.kind}`) })}</strong>
              {request.closed && (
                <Badge tone={request.closed.outcome === 'done' ? 'jade' : 'plain'}>
                  {t(`outcome.${request.closed.outcome}`)}
                </Badge>
              )}
            </span>
            <span>{request.name === '' ? t('desk.erased') : request.name}</span>
            {request.closed?.answer && <p className={styles.words}>{request.closed.answer}</p>}
            {request.closed && request.closed.outcome !== 'taken-back' && (
              <span className={styles.soft}>
                {t('desk.by', { by: request.answeredBy ?? '', at: instant(request.closed.atMs) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
