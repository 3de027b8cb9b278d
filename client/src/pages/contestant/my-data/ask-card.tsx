import { type Correctable, correctable } from '@hoithi/shared/contract/correctable';
import type { Corrections, OwnData } from '@hoithi/shared/contract/data-rights';
import { dataRights } from '@hoithi/shared/rules/data-rights';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postJson } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Field } from '../../../ui/field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import styles from './page.module.css';

type Kind = 'correct' | 'delete';
type AskProps = { path: string; data: OwnData; onSent: () => void };

/** Asking for a correction or an erasure, with what follows from it. SPEC S63, S65, S67. */
export function AskCard({ path, data, onSent }: AskProps) {
  const { t } = useTranslation('rights');
  const { closing } = useFormat();
  const [open, setOpen] = useState<Kind | null>(null);
  const [sent, setSent] = useState<{ no: number; dueAtMs: number } | null>(null);
  const isOpen = (kind: Kind) => data.requests.some((each) => each.kind === kind && each.closed === null);
  return (
    <Card title={t('ask.title')}>
      <output className={styles.said}>{sent && t('ask.sent', { no: sent.no, at: closing(sent.dueAtMs) })}</output>
      <div className={styles.buttons}>
        <Button disabled={isOpen('correct')} onClick={() => setOpen('correct')}>
          {t('ask.correct')}
        </Button>
        <Button disabled={isOpen('delete')} onClick={() => setOpen('delete')}>
          {t('ask.delete')}
        </Button>
      </div>
      {open && (
        <AskDialog
          kind={open}
          path={path}
          data={data}
          onClose={() => setOpen(null)}
          onSent={(received) => {
            setOpen(null);
            setSent(received);
            onSent();
          }}
        />
      )}
    </Card>
  );
}

type DialogProps = Omit<AskProps, 'onSent'> & {
  kind: Kind;
  onClose: () => void;
  onSent: (received: { no: number; dueAtMs: number }) => void;
};

function AskDialog({ kind, path, data, onClose, onSent }: DialogProps) {
  const { t } = useTranslation(['rights', 'common']);
  const refusalText = useRefusalText();
  const [fields, setFields] = useState<Corrections>({});
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const send = async () => {
    const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
    const message = kind === 'correct' ? { kind, fields: filled, words } : { kind, words };
    const fault = kind === 'correct' ? findFault(filled, words) : null;
    if (fault) return setRefused(t(`ask.${fault}`));
    setBusy(true);
    const received = await postJson<{ no: number; dueAtMs: number }>(`${path}/requests`, message);
    setBusy(false);
    if (received.ok) onSent(received.value);
    else setRefused(refusalText(received.refusal));
  };
  const stored = (field: Correctable) => data.stored.find(({ id }) => id === field)?.value ?? null;
  return (
    <FormDialog
      title={t(`ask.${kind}`)}
      confirm={t('ask.send')}
      kind={kind === 'delete' ? 'danger' : 'primary'}
      busy={busy}
      refused={refused}
      onConfirm={() => void send()}
      onClose={onClose}
    >
      <p>{t(`ask.${kind}Lead`, { days: dataRights.days[kind] })}</p>
      {kind === 'delete' && <WhatFollows data={data} />}
      {kind === 'correct' &&
        correctable
          .filter((field) => stored(field) !== null)
          .map((field) => (
            <Field
              key={field}
              label={t(`common:profileField.${field}`)}
              placeholder={stored(field) ?? ''}
              value={fields[field] ?? ''}
              onChange={(event) => setFields({ ...fields, [field]: event.target.value })}
            />
          ))}
      <Field label={t('ask.words')} hint={kind === 'correct' ? t('ask.wordsHint') : null}>
        {(wire) => (
          <textarea
            {...wire}
            rows={3}
            maxLength={1_000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}

/** What a correction lacks, before it is sent: the server parses it. */
function findFault({ name, email, ...others }: Corrections, words: string): 'short' | 'email' | 'nothing' | null {
  if (name !== undefined && name.trim().length < 2) return 'short';
  if (email !== undefined && !/^\S+@\S+\.\S+$/.test(email.trim())) return 'email';
  const isEmpty = name === undefined && email === undefined && Object.keys(others).length === 0;
  return isEmpty && words.trim().length < 10 ? 'nothing' : null;
}

function WhatFollows({ data: { waits, notes } }: { data: OwnData }) {
  const { t } = useTranslation('rights');
  return (
    <>
      <p>{t('ask.deleteWhat')}</p>
      {waits.length > 0 && (
        <div>
          <p>{t('ask.waits')}</p>
          <ul className={styles.waits}>
            {waits.map((wait) => (
              <li key={wait}>{t(`wait.${wait}`)}</li>
            ))}
          </ul>
        </div>
      )}
      {notes.map((note) => (
        <p key={note}>{t(`ask.notes.${note}`)}</p>
      ))}
    </>
  );
}
