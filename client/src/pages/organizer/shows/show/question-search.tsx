import type { BankList, QuestionPage, QuestionRow } from '@hoithi/shared/contract/banks';
import type { Json } from '@hoithi/shared/contract/json';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getJson, postJson } from '../../../../connection/api.ts';
import { useLoaded } from '../../../../connection/use-loaded.ts';
import { Button } from '../../../../ui/button.tsx';
import { contestWords } from '../../../../ui/contest-words.ts';
import { Dialog } from '../../../../ui/dialog.tsx';
import { Field, Select } from '../../../../ui/field.tsx';
import { useRefusalText } from '../../../../ui/use-refusal-text.ts';
import { writeQuery } from '../../banks/bank-query.ts';
import styles from './question-search.module.css';
import { useShow } from './show-context.ts';

const searchAfterMs = 250;

/** Approved questions of the organization's banks, by their words; one is taken into the show. SPEC H47. */
export function QuestionSearch({
  taken,
  onTaken,
  onClose,
}: {
  /** Ids of questions that the show has. */
  taken: ReadonlySet<string>;
  onTaken: (question: Json) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('shows');
  const words = useRefusalText();
  const banks = useLoaded<BankList>('/api/organizer/banks');
  const [chosen, setChosen] = useState<string | null>(null);
  const [text, setText] = useState('');
  const bankId = chosen ?? banks.value?.banks.find(({ approved }) => approved > 0)?.bankId ?? null;
  const found = useFound(bankId, text);
  const [busy, setBusy] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { draftId } = useShow();
  const take = async ({ questionId }: QuestionRow) => {
    if (busy !== null) return;
    setBusy(questionId);
    setRefusal(null);
    const received = await postJson<Json>(`/api/organizer/show-drafts/${draftId}/question`, { bankId, questionId });
    setBusy(null);
    if (received.ok) onTaken(received.value);
    else setRefusal(received.refusal);
  };
  return (
    <Dialog
      open
      wide
      title={t('search.title')}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('search.close')}</Button>}
    >
      <div className={styles.search}>
        {banks.value && bankId === null ? (
          <p>{t('search.noBank')}</p>
        ) : (
          <div className={styles.narrow}>
            <Select
              label={t('search.bank')}
              value={bankId ?? ''}
              options={(banks.value?.banks ?? []).map((bank) => ({ value: bank.bankId, label: bank.name }))}
              onChange={(event) => setChosen(event.target.value)}
            />
            <Field
              label={t('search.words')}
              type="search"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
        )}
        {(refusal ?? banks.refusal ?? found.refusal) && (
          <p className={styles.refused} role="alert">
            {words((refusal ?? banks.refusal ?? found.refusal) as Refusal)}
          </p>
        )}
        {found.page && (
          <>
            <output className={styles.soft}>{t('search.found', { count: found.page.total })}</output>
            <ul className={styles.rows}>
              {found.page.rows.map((row) => (
                <li key={row.questionId} className={styles.row}>
                  <p {...contestWords}>{row.text}</p>
                  {taken.has(row.questionId) ? (
                    <span className={styles.soft}>{t('search.taken')}</span>
                  ) : (
                    <Button
                      busy={busy === row.questionId}
                      aria-label={t('search.takeOne', { text: row.text })}
                      onClick={() => void take(row)}
                    >
                      {t('search.take')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  );
}

/** The first page of what is found, a moment after the last letter. */
function useFound(bankId: string | null, text: string): { page: QuestionPage | null; refusal: Refusal | null } {
  const [found, setFound] = useState<{ page: QuestionPage | null; refusal: Refusal | null }>({
    page: null,
    refusal: null,
  });
  useEffect(() => {
    if (bankId === null) return;
    let left = false;
    const search = async () => {
      const query = writeQuery({ text, state: 'approved' });
      const received = await getJson<QuestionPage>(`/api/organizer/banks/${bankId}/questions${query}`);
      if (!left)
        setFound(received.ok ? { page: received.value, refusal: null } : { page: null, refusal: received.refusal });
    };
    const timer = setTimeout(() => void search(), searchAfterMs);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [bankId, text]);
  return found;
}
