import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import styles from './file-field.module.css';

type FileFieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  accept: string;
  onFile: (file: File | null) => void;
};

/** A file to choose, in the language of the page: the browser's own control has the browser's language. */
export function FileField({ label, hint, error, accept, onFile }: FileFieldProps) {
  const { t } = useTranslation('common');
  const [name, setName] = useState<string | null>(null);
  return (
    <Field label={label} hint={hint} error={error}>
      {(wire) => (
        <div className={styles.file}>
          <input
            {...wire}
            className={styles.input}
            type="file"
            accept={accept}
            onClick={(event) => {
              event.currentTarget.value = ''; // or a browser reports nothing when the same file is chosen again, corrected
            }}
            onChange={(event) => {
              const file = event.target.files?.[0] ?? null;
              setName(file?.name ?? null);
              onFile(file);
            }}
          />
          <span className={styles.face} aria-hidden="true">
            <span className={styles.button}>{t('file.choose')}</span>
            <span className={styles.name}>{name ?? t('file.none')}</span>
          </span>
        </div>
      )}
    </Field>
  );
}
