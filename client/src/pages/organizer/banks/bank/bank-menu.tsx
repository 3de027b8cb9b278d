import { type BankView, exportFormats } from '@hoithi/shared/contract/banks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type FetchedFile, getFile, postJson } from '../../../../connection/api.ts';
import { Button } from '../../../../ui/button.tsx';
import { Select } from '../../../../ui/field.tsx';
import { FormDialog } from '../../../../ui/form-dialog.tsx';
import { saveFile } from '../../../../ui/save-file.ts';
import { useRefusalText } from '../../../../ui/use-refusal-text.ts';
import { ReasonField, readReason } from '../../acts/reason-field.tsx';
import { useAct } from '../../acts/use-act.ts';
import { banksPath } from '../../organizer-paths.ts';
import { apiPath, type BankQuery, writeQuery } from '../bank-query.ts';
import { NameDialog } from '../name-dialog.tsx';
import styles from './page.module.css';

type BankMenuProps = { bank: BankView; query: BankQuery; onChanged: () => void };
type Opened = 'export' | 'rename' | 'remove' | null;

/** What one does with a bank as a whole: export what is shown, rename, remove. */
export function BankMenu({ bank, query, onChanged }: BankMenuProps) {
  const { t } = useTranslation('bank');
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  return (
    <>
      <Button onClick={() => setOpened('export')}>{t('export.link')}</Button>
      {bank.may.change && (
        <>
          <Button kind="quiet" onClick={() => setOpened('rename')}>
            {t('rename')}
          </Button>
          <Button kind="quiet" onClick={() => setOpened('remove')}>
            {t('removeBank')}
          </Button>
        </>
      )}
      {opened === 'export' && <ExportDialog bank={bank} query={query} onClose={close} />}
      {opened === 'rename' && (
        <NameDialog
          title={t('renameTitle')}
          confirm={t('rename')}
          was={bank.name}
          send={(name) => postJson<null>(`${apiPath(bank.bankId)}/rename`, { name })}
          onDone={() => {
            close();
            onChanged();
          }}
          onClose={close}
        />
      )}
      {opened === 'remove' && <RemoveDialog bank={bank} onClose={close} />}
    </>
  );
}

function ExportDialog({ bank, query, onClose }: { bank: BankView; query: BankQuery; onClose: () => void }) {
  const { t } = useTranslation('bank');
  const words = useRefusalText();
  const formats = exportFormats.filter((each) => bank.may.key || each === 'docx');
  const [format, setFormat] = useState<string>(formats[0] ?? 'docx');
  const [done, setDone] = useState<FetchedFile | null>(null);
  const narrowed = writeQuery({ ...query, from: '' });
  const { busy, refusal, run } = useAct(
    () => getFile(`${apiPath(bank.bankId)}/export${narrowed}${narrowed === '' ? '?' : '&'}format=${format}`),
    (file) => {
      saveFile(file);
      setDone(file);
    },
  );
  return (
    <FormDialog
      title={t('export.title')}
      confirm={t('export.do')}
      busy={busy}
      refused={refusal && words(refusal)}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <p>{t('export.lead')}</p>
      <Select
        label={t('export.format')}
        value={format}
        options={formats.map((each) => ({ value: each, label: t(`export.formats.${each}`) }))}
        onChange={(event) => {
          setFormat(event.target.value);
          setDone(null);
        }}
      />
      <output className={styles.exported}>{done && <ExportedWords headers={done.headers} />}</output>
    </FormDialog>
  );
}

/** How many questions were written, and what the format could not say. */
function ExportedWords({ headers }: { headers: Headers }) {
  const { t } = useTranslation('bank');
  const written = Number(headers.get('x-written') ?? 0);
  const parts = Object.entries(JSON.parse(headers.get('x-left-out') ?? '{}') as Record<string, number>);
  const named = parts.map(([part, count]) => t('export.part', { part: t(`export.parts.${part as 'id'}`), count }));
  return (
    <>
      <span>{t('export.done', { count: written })} </span>
      {named.length > 0 && <span>{t('export.leftOut', { parts: named.join(', ') })}</span>}
    </>
  );
}

function RemoveDialog({ bank, onClose }: { bank: BankView; onClose: () => void }) {
  const { t } = useTranslation(['bank', 'organizer']);
  const words = useRefusalText();
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const { reason, issue } = readReason(typed);
  const { busy, refusal, run } = useAct(
    () => postJson<null>(`${apiPath(bank.bankId)}/remove`, { reason }),
    () => go(banksPath),
  );
  return (
    <FormDialog
      title={t('removeBank')}
      confirm={t('removeBank')}
      kind="danger"
      busy={busy}
      refused={refusal && words(refusal)}
      onConfirm={() => {
        setTried(true);
        if (issue === null) void run();
      }}
      onClose={onClose}
    >
      <p>{t('removeBankText')}</p>
      <ReasonField value={typed} change={setTyped} error={isTried && issue ? t(`organizer:act.${issue}`) : null} />
    </FormDialog>
  );
}
