import type { CommitteeDesk } from '@hoithi/shared/contract/committee';
import { limits } from '@hoithi/shared/contract/limits';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { isDate } from '../../../ui/date-text.ts';
import { Field } from '../../../ui/field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { BroughtForm } from './brought-form.tsx';
import styles from './page.module.css';

type Done = (sentence: string) => void;
type ListProps = { path: string; list: CommitteeDesk['lists'][number]; mayChange: boolean; onDone: Done };

/** A list of people that a population names. SPEC M22. */
export function ListCard({ path, list, mayChange, onDone }: ListProps) {
  const { t } = useTranslation('committee');
  const { local, number, instant } = useFormat();
  const [source, setSource] = useState('');
  const { version, people, atMs } = list;
  return (
    <Card title={local(list.label)}>
      <p className={styles.lead}>{t('list.lead')}</p>
      <p>
        {version === null || atMs === null
          ? t('list.missing')
          : t('list.now', {
              count: people,
              ...{ value: number(people), version: number(version), at: instant(atMs), source: list.source },
            })}
      </p>
      {mayChange && (
        <BroughtForm
          path={`${path}/lists/${encodeURIComponent(list.list)}`}
          of="people"
          query={() => ({ source: source.trim() || local(list.label) })}
          onDone={onDone}
        >
          <Field
            label={t('list.source')}
            value={source}
            maxLength={200}
            onChange={({ target }) => setSource(target.value)}
          />
        </BroughtForm>
      )}
    </Card>
  );
}

type TableProps = { path: string; table: CommitteeDesk['tables'][number]; mayChange: boolean; onDone: Done };

/** Numbers of a round with who signed them: the versions, and the next one. SPEC M23. */
export function TableCard({ path, table, mayChange, onDone }: TableProps) {
  const { t } = useTranslation('committee');
  const { local, number, instant, date } = useFormat();
  const [signed, setSigned] = useState({ signedBy: '', dated: '', reason: '' });
  const [complete, setComplete] = useState(false);
  const [tried, setTried] = useState(false);
  const set = (key: keyof typeof signed) => (event: { target: { value: string } }) =>
    setSigned({ ...signed, [key]: event.target.value });
  const columns = table.columns.map(({ label }) => local(label)).join(', ');
  const isWhole = signed.signedBy.trim().length >= 2 && isDate(signed.dated);
  const query = () => {
    setTried(true);
    const reason = signed.reason.trim();
    if (!isWhole || reason.length < limits.reasonLengthMin) return null;
    return { ...signed, reason, source: t('table.title', { round: local(table.label) }), complete: String(complete) };
  };
  const missing = (value: string, min: number, words: string) => (tried && value.trim().length < min ? words : null);
  return (
    <Card title={t('table.title', { round: local(table.label) })}>
      <p className={styles.lead}>{t(table.ofUnits ? 'table.leadUnits' : 'table.leadPeople', { columns })}</p>
      {table.settled && <p>{t('table.settled')}</p>}
      {!table.settled && !table.versions[0]?.complete && <p>{t('table.waits')}</p>}
      <ul className={styles.list}>
        {table.versions.map(({ version, cells, signedBy, dated, atMs, reason, complete: isComplete }) => (
          <li key={version}>
            <span>
              {t('table.version', {
                count: cells,
                ...{ version: number(version), value: number(cells), signedBy, reason, at: instant(atMs) },
                dated: date(Date.parse(`${dated}T00:00:00+07:00`)),
              })}
            </span>{' '}
            {isComplete && <Badge tone="jade">{t('table.isComplete')}</Badge>}
          </li>
        ))}
      </ul>
      {mayChange && !table.settled && (
        <BroughtForm
          path={`${path}/tables/${table.roundId}`}
          of={table.ofUnits ? 'units' : 'people'}
          query={query}
          onDone={onDone}
        >
          <div className={styles.fields}>
            <Field
              label={t('table.signedBy')}
              value={signed.signedBy}
              maxLength={120}
              required
              onChange={set('signedBy')}
              error={missing(signed.signedBy, 2, t('table.signedByMissing'))}
            />
            <DateField
              label={t('table.dated')}
              value={signed.dated}
              required
              onChange={(dated) => setSigned({ ...signed, dated })}
              error={missing(signed.dated, 1, t('table.datedMissing'))}
            />
            <Field
              label={t('table.reason')}
              hint={t('table.reasonHint')}
              value={signed.reason}
              maxLength={limits.reasonLengthMax}
              required
              onChange={set('reason')}
              error={missing(signed.reason, limits.reasonLengthMin, t('table.reasonMissing'))}
            />
          </div>
          <label className={styles.check}>
            <input type="checkbox" checked={complete} onChange={({ target }) => setComplete(target.checked)} />
            <span>{t('table.complete')}</span>
          </label>
        </BroughtForm>
      )}
    </Card>
  );
}
