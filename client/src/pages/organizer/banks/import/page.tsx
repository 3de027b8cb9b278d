import type { BankView, QuestionsAdded } from '@hoithi/shared/contract/banks';
import type { QuestionDraft } from '@hoithi/shared/contract/question';
import type { OldFont } from '@hoithi/shared/contract/question-file';
import type { ImportPreview } from '@hoithi/shared/contract/question-import';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePageTitle } from '../../../../app/use-page-title.ts';
import { postFile, postJson } from '../../../../connection/api.ts';
import { useLoaded } from '../../../../connection/use-loaded.ts';
import { Button, ButtonLink } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StateCard } from '../../../../ui/state-card.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { useRefusalText } from '../../../../ui/use-refusal-text.ts';
import { OrganizerPage } from '../../organizer-page.tsx';
import { bankPath } from '../../organizer-paths.ts';
import { UploadField } from '../../upload-field.tsx';
import { ImportList } from './import-list.tsx';
import { ImportProblems } from './import-problems.tsx';
import styles from './page.module.css';

const endings = '.xlsx,.xlsm,.csv,.tsv,.txt,.docx,.docm,.gift,.xml,.json';
const fontNames: Record<string, string> = { tcvn3: 'TCVN3 (ABC)', vni: 'VNI' };

/** A file of questions: read, looked at beside what the bank has, and only then imported. SPEC Q25. */
export default function ImportPage({ bankId }: { bankId: string }) {
  const { t } = useTranslation('bank-import');
  const words = useRefusalText();
  const { number } = useFormat();
  const [file, setFile] = useState<File | null>(null);
  const [read, setRead] = useState<ImportPreview | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [added, setAdded] = useState<QuestionsAdded | null>(null);
  usePageTitle(t('title'));
  const api = `/api/organizer/banks/${encodeURIComponent(bankId)}`;
  const bank = bankPath(bankId);
  const view = useLoaded<BankView>(api);

  const preview = async (chosen: File | null, convert?: OldFont) => {
    setFile(chosen);
    setRead(null);
    setAdded(null);
    setRefusal(null);
    if (!chosen) return;
    setBusy(true);
    const query = new URLSearchParams({ name: chosen.name.slice(-200), ...(convert ? { convert } : {}) });
    const received = await postFile<ImportPreview>(`${api}/import?${query.toString()}`, chosen);
    setBusy(false);
    if (received.ok) setRead(received.value);
    else setRefusal(received.refusal);
  };
  const add = async (questions: QuestionDraft[]) => {
    setBusy(true);
    setRefusal(null);
    const received = await postJson<QuestionsAdded>(`${api}/questions`, { questions, act: 'import' });
    setBusy(false);
    if (received.ok) setAdded(received.value);
    else setRefusal(received.refusal);
  };
  const oldFont = read?.problems.find(({ reason }) => reason === 'old_font')?.value;
  return (
    <OrganizerPage making>
      <PageHead above={<Link href={bank}>← {t('back')}</Link>} title={t('title')} lead={t('lead')}>
        <p>
          <a className={styles.template} href="/api/organizer/question-template" download>
            {t('template')}
          </a>
        </p>
      </PageHead>
      {added ? (
        <Card>
          <output className={styles.stack}>
            <p className={styles.done}>
              {t('added', { count: added.added.length, number: number(added.added.length) })}
            </p>
            {added.doubles.length > 0 && (
              <p>{t('doubles', { count: added.doubles.length, number: number(added.doubles.length) })}</p>
            )}
          </output>
          <div className={styles.acts}>
            <ButtonLink kind="primary" href={bank}>
              {t('see')}
            </ButtonLink>
            <Button onClick={() => void preview(null)}>{t('another')}</Button>
          </div>
        </Card>
      ) : (
        <Card>
          <UploadField
            label={t('file')}
            hint={t('fileHint')}
            accept={endings}
            error={refusal && words(refusal)}
            onFile={(chosen) => void preview(chosen)}
          />
          {busy && !read && <output className={styles.soft}>{t('reading')}</output>}
          {oldFont && (
            <div className={styles.ask} role="alert">
              <p>{t('oldFont', { font: fontNames[oldFont] ?? oldFont })}</p>
              <Button kind="primary" busy={busy} onClick={() => void preview(file, oldFont as OldFont)}>
                {t('convert')}
              </Button>
            </div>
          )}
        </Card>
      )}
      {read && !added && !oldFont && (
        <>
          {read.questions.length === 0 && <StateCard kind="empty" title={t('none')} />}
          <ImportProblems read={read} name={file?.name ?? ''} />
          {read.questions.length > 0 && (
            <ImportList bank={view.value} read={read} busy={busy} onAdd={(questions) => void add(questions)} />
          )}
        </>
      )}
    </OrganizerPage>
  );
}
