import type { ExclusionsPreview } from '@hoithi/shared/contract/exclusions';
import { limits } from '@hoithi/shared/contract/limits';
import type { ExcludedRole } from '@hoithi/shared/contract/refusal';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postFile } from '../../../connection/api.ts';
import { Button } from '../../../ui/button.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { useAct } from '../acts/use-act.ts';
import { UploadField } from '../upload-field.tsx';
import styles from './page.module.css';

type ExclusionsFileProps = {
  contestId: string;
  /** null: role and reason are not chosen yet. */
  about: { role: ExcludedRole; reason: string } | null;
  onLoaded: (added: number) => void;
};

/** Excluded people out of a table, shown before they are written. SPEC S7a. */
export function ExclusionsFile({ contestId, about, onLoaded }: ExclusionsFileProps) {
  const { t } = useTranslation('organizer');
  const { number } = useFormat();
  const words = useRefusalText();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<ExclusionsPreview | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const send = (chosen: File, write: 'true' | 'false') =>
    postFile<ExclusionsPreview>(
      `/api/organizer/contests/${contestId}/exclusions?${new URLSearchParams({ ...about, write })}`,
      chosen,
    );
  const choose = async (chosen: File | null) => {
    setFile(chosen);
    setPreview(null);
    setNotice(null);
    if (!chosen) return;
    if (chosen.size > limits.unitFileBytesMax) {
      setNotice(t('exclusions.fileLarge', { size: limits.unitFileBytesMax / 1024 / 1024 }));
      return;
    }
    const received = await send(chosen, 'false');
    if (received.ok) setPreview(received.value);
    else setNotice(words(received.refusal));
  };
  const write = useAct(
    () => (file ? send(file, 'true') : Promise.reject(new Error('a file is chosen before it is written'))),
    (read) => {
      setPreview(read.written ? null : read);
      if (read.written) onLoaded(read.added);
    },
  );
  const people = preview ? preview.people.phone + preview.people.slip + preview.people.identifier : 0;
  return (
    <div className={styles.exclusionsFile}>
      <h3>{t('exclusions.fileTitle')}</h3>
      <p className={styles.exclusionsSoft}>{t('exclusions.fileLead', { max: number(limits.exclusionsShownMax) })}</p>
      {about === null ? (
        <p>{t('exclusions.fileFirst')}</p>
      ) : (
        <UploadField
          label={t('exclusions.file')}
          accept=".xlsx,.csv,.txt,text/csv,text/plain"
          onFile={(chosen) => void choose(chosen)}
        />
      )}
      {preview && <FileProblems preview={preview} />}
      {preview && preview.problemCount === 0 && people > 0 && about !== null && (
        <Button kind="primary" busy={write.busy} onClick={() => void write.run()}>
          {t('exclusions.fileWrite', { count: people, shown: number(people) })}
        </Button>
      )}
      <output>
        {notice && <span>{notice}</span>}
        {write.refusal && <span>{words(write.refusal)}</span>}
      </output>
    </div>
  );
}

function FileProblems({ preview }: { preview: ExclusionsPreview }) {
  const { t } = useTranslation('organizer');
  const { number } = useFormat();
  const { people, problems, problemCount, unknownColumns } = preview;
  return (
    <>
      <p>
        {t('exclusions.fileRead', {
          phones: number(people.phone),
          slips: number(people.slip),
          identifiers: number(people.identifier),
        })}
      </p>
      {unknownColumns.length > 0 && <p>{t('exclusions.fileColumns', { columns: unknownColumns.join('; ') })}</p>}
      {problemCount > 0 && (
        <div className={styles.exclusionsRefused} role="alert">
          <strong>{t('exclusions.fileProblems', { count: problemCount, shown: number(problemCount) })}</strong>
          <ul>
            {problems.map(({ line, column, problem, value }) => (
              <li key={`${line}:${column}:${problem}`}>
                <span>
                  {line === 0
                    ? t(`exclusions.problem.${problem}`)
                    : t('exclusions.line', { line, reason: t(`exclusions.problem.${problem}`) })}
                </span>
                {value !== '' && <span> ({value})</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
