import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/use-format.ts';
import { readVietnamInput, writeVietnamInput } from '../vietnam-input.ts';
import styles from './question-field.module.css';
import { showAnswer } from './show-answer.ts';

type TypedFieldProps = {
  kind: 'integer' | 'text' | 'instant';
  value: unknown;
  change: (value: unknown) => void;
  wire: { 'aria-labelledby': string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };
};

/** An answer that is typed. What cannot be read as its kind goes to the server as it stands, which says what is wrong. */
export function TypedField({ kind, value, change, wire }: TypedFieldProps) {
  const { t } = useTranslation('organizer');
  const { instant } = useFormat();
  const [typed, setTyped] = useState(() => {
    const shown = showAnswer(value) ?? '';
    return kind === 'instant' && shown !== '' ? writeVietnamInput(Date.parse(shown)) : shown;
  });
  // The control shows a date as the device's language does; beside it stands how it will be printed.
  const chosen = kind === 'instant' ? readVietnamInput(typed) : null;
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
      {kind === 'instant' && (
        <span className={styles.unit}>{chosen ? instant(Date.parse(chosen)) : t('wizard.vietnamTime')}</span>
      )}
    </div>
  );
}

function readAnswer(kind: TypedFieldProps['kind'], typed: string): unknown {
  const text = typed.trim();
  if (text === '') return undefined;
  if (kind === 'integer') return /^\d+$/.test(text) ? Number(text) : text;
  return kind === 'instant' ? (readVietnamInput(text) ?? undefined) : text;
}
