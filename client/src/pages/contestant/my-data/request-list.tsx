import type { OwnDataRequest } from '@hoithi/shared/contract/data-rights';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';

type RequestListProps = { path: string; requests: readonly OwnDataRequest[]; onChanged: () => void };

/** What the person has asked for, by when it is due, and what was answered. SPEC S63. */
export function RequestList({ path, requests, onChanged }: RequestListProps) {
  const { t } = useTranslation(['rights', 'common']);
  const { closing, instant } = useFormat();
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const takeBack = async (requestId: string) => {
    setBusy(requestId);
    const received = await postJson(`${path}/requests/${requestId}/take-back`, {});
    setBusy(null);
    setRefused(received.ok ? null : refusalText(received.refusal));
    onChanged();
  };
  return (
    <Card title={t('requests.title')}>
      {requests.length === 0 && <p className={styles.soft}>{t('requests.none')}</p>}
      {refused && (
        <p className={styles.refused} role="alert">
          {refused}
        </p>
      )}
      <ul className={styles.list}>
        {requests.map((each) => (
          <li key={each.requestId} className={styles.one}>
            <span className={styles.head}>
              <strong>{t('requests.no', { no: each.no, kind: t(`kind.${each.kind}`) })}</strong>
              {each.closed === null ? (
                <Badge tone="amber">{t('requests.due', { at: closing(each.dueAtMs) })}</Badge>
              ) : (
                <Badge tone={each.closed.outcome === 'done' ? 'jade' : 'plain'}>
                  {t(`outcome.${each.closed.outcome}`)}
                </Badge>
              )}
            </span>
            <span className={styles.soft}>
              <span>{t('requests.at', { at: instant(each.atMs) })}</span>
              {each.extended && <span>{` · ${t('requests.extended')}`}</span>}
            </span>
            {each.fields.length > 0 && (
              <span>
                {t('requests.fields', {
                  fields: each.fields.map((field) => t(`common:profileField.${field}`)).join(', '),
                })}
              </span>
            )}
            {each.purpose !== null && (
              <span>{t('requests.purpose', { purpose: t(`common:consent.${each.purpose}`) })}</span>
            )}
            {each.words && <p className={styles.words}>{each.words}</p>}
            {each.closed?.answer && <p className={styles.words}>{each.closed.answer}</p>}
            {each.closed === null && each.kind !== 'withdraw' && (
              <Button busy={busy === each.requestId} onClick={() => void takeBack(each.requestId)}>
                {t('requests.takeBack')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
