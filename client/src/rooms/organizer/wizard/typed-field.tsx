import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readVietnamInput, writeVietnamInput } from '../vietnam-input.ts';
import styles from './question-field.module.css';

type TypedFieldProps = {
  kind: 'integer' | 'text' | 'instant';
  value: unknown;
  change: (value: unknown) => void;
  wire: { 'aria-labelledby': string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };
};

/** An answer that is typed. What cannot be read as its kind goes to the server as it stands, which says what is wrong. */
export function TypedField({ kind, value, change, wire }: TypedFieldProps) {
  const { t } = useTranslation('organizer');
  const [typed, setTyped] = useState(() => showAnswer(kind, value));
  const put = (next: string) => {
    setTyped(next);
    change(readAnswer(kind, next));
  };
  return (
    <div className={styles.typed}>
      <input
        {...wire}
        className={styles[kind]}
        type={kind === 'instant' ? 'datetime-local' : 'text'}
        inputMode={kind === 'integer' ? 'numeric' : undefined}
        autoComplete="off"
        maxLength={kind === 'integer' ? 9 : 2000}
        value={typed}
        onChange={(event) => put(event.target.value)}
      />
      {kind === 'instant' && <span className={styles.unit}>{t('wizard.vietnamTime')}</span>}
    </div>
  );
}

function readAnswer(kind: TypedFieldProps['kind'], typed: string): unknown {
  const text = typed.trim();
  if (text === '') return undefined;
  if (kind === 'integer') return /^\d+$/.test(text) ? Number(text) : text;
  return kind === 'instant' ? (readVietnamInput(text) ?? undefined) : text;
}

function showAnswer(kind: TypedFieldProps['kind'], value: unknown): string {
  if (value === undefined) return '';
  return kind === 'instant' ? writeVietnamInput(Date.parse(String(value))) : String(value);
}
