import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileField } from '../../../ui/file-field.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';
import type { Begin } from './use-begin.ts';

const bytesMax = 1_048_576;

/** A draft from a file; what keeps it from being one is listed with its place. SPEC J2. */
export function FileBeginning({ begin }: { begin: Begin }) {
  const { t } = useTranslation('editor');
  const { local } = useFormat();
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (file: File | null) => {
    setProblem(null);
    if (!file) return;
    if (file.size > bytesMax) return setProblem(t('drafts.tooLarge'));
    const rulebook = readObject(await file.text());
    if (rulebook === null) return setProblem(t('drafts.notJson'));
    await begin.from({ from: 'file', rulebook });
  };
  const problems = begin.refusal?.code === 'rulebook_invalid' ? begin.refusal.problems : [];
  return (
    <div className={styles.template}>
      <h3>{t('drafts.file')}</h3>
      <p className={styles.soft}>{t('drafts.fileLead')}</p>
      <FileField
        label={t('drafts.file')}
        accept=".json,application/json"
        error={problem}
        onFile={(file) => void choose(file)}
      />
      {problems.length > 0 && (
        <div role="alert">
          <h4>{t('drafts.problems')}</h4>
          <ul className={styles.problems}>
            {problems.map(({ place, code, words }) => (
              <li key={`${place} ${code}`}>{t('drafts.place', { place, words: local(words) })}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function readObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null; // not JSON
  }
}
