import type { BankView, QuestionsAdded } from '@hoithi/shared/contract/banks';
import type { QuestionDraft } from '@hoithi/shared/contract/question';
import { type OldFont, oldFonts } from '@hoithi/shared/contract/question-file';
import type { ImportPreview } from '@hoithi/shared/contract/question-import';
import type { Paste } from '@hoithi/shared/contract/question-paste';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePageTitle } from '../../../../app/use-page-title.ts';
import { postJson } from '../../../../connection/api.ts';
import { useLoaded } from '../../../../connection/use-loaded.ts';
import { Button, ButtonLink } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StateCard } from '../../../../ui/state-card.tsx';
import { useRefusalText } from '../../../../ui/use-refusal-text.ts';
import { useAct } from '../../acts/use-act.ts';
import { OrganizerPage } from '../../organizer-page.tsx';
import { bankPath } from '../../organizer-paths.ts';
import { apiPath } from '../bank-query.ts';
import { ImportList } from '../import/import-list.tsx';
import { ImportProblems } from '../import/import-problems.tsx';
import styles from './page.module.css';
import { PasteArea } from './paste-area.tsx';

/** A paper pasted from Word: read at once, looked through, added as drafts. SPEC Q16. */
export default function PastePage({ bankId }: { bankId: string }) {
  const { t } = useTranslation('bank');
  const words = useRefusalText();
  const bank = useLoaded<BankView>(apiPath(bankId));
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [added, setAdded] = useState<QuestionsAdded | null>(null);
  usePageTitle(t('paste.title'));
  return (
    <OrganizerPage making>
      <PageHead
        above={<Link href={bankPath(bankId)}>← {bank.value?.name ?? t('toBank')}</Link>}
        title={t('paste.title')}
        lead={t('paste.lead')}
      />
      {bank.refusal && <StateCard kind="closed" title={words(bank.refusal)} />}
      {bank.value && added && (
        <StateCard
          kind="not-yet"
          title={t('paste.added', { count: added.added.length })}
          action={
            <ButtonLink kind="primary" href={`${bankPath(bankId)}?order=changed`}>
              {t('paste.see')}
            </ButtonLink>
          }
        />
      )}
      {bank.value && !added && (
        <>
          <Reading bankId={bankId} onRead={setPreview} />
          {preview && !isOldFont(preview) && (
            <>
              <ImportProblems read={preview} name="" />
              {preview.questions.length > 0 && <Found bank={bank.value} preview={preview} onAdded={setAdded} />}
            </>
          )}
        </>
      )}
    </OrganizerPage>
  );
}

const isOldFont = ({ problems }: ImportPreview) => problems.some(({ reason }) => reason === 'old_font');

type FoundProps = { bank: BankView; preview: ImportPreview; onAdded: (added: QuestionsAdded) => void };

/** What was read; what is chosen comes in by one press. */
function Found({ bank, preview, onAdded }: FoundProps) {
  const words = useRefusalText();
  const chosen = useRef<QuestionDraft[]>([]);
  const { busy, refusal, run } = useAct(
    () => postJson<QuestionsAdded>(`${apiPath(bank.bankId)}/questions`, { questions: chosen.current, act: 'import' }),
    onAdded,
  );
  return (
    <>
      <ImportList
        key={JSON.stringify(preview.questions).length}
        bank={bank}
        read={preview}
        busy={busy}
        onAdd={(questions) => {
          chosen.current = questions;
          void run();
        }}
      />
      {refusal && (
        <p className={styles.refused} role="alert">
          {words(refusal)}
        </p>
      )}
    </>
  );
}

/** The frame that one pastes into; what stands in it may be changed and read again. */
function Reading({ bankId, onRead }: { bankId: string; onRead: (preview: ImportPreview) => void }) {
  const { t } = useTranslation('bank');
  const words = useRefusalText();
  const order = useRef<{ paste: Paste | null; convert: OldFont | null }>({ paste: null, convert: null });
  const [font, setFont] = useState<OldFont | null>(null);
  const [isEmpty, setEmpty] = useState(false);
  const { busy, refusal, run } = useAct(
    () => postJson<ImportPreview>(`${apiPath(bankId)}/paste`, order.current),
    (preview) => {
      const old = preview.problems.find(({ reason }) => reason === 'old_font');
      setFont(oldFonts.find((each) => each === old?.value) ?? null);
      onRead(preview);
    },
  );
  const read = (paste: Paste | null, convert: OldFont | null) => {
    order.current = { paste, convert };
    setEmpty(paste === null);
    if (paste) void run();
  };
  return (
    <Card className={styles.reading}>
      <PasteArea busy={busy} onPaste={(paste) => read(paste, null)} />
      {isEmpty && (
        <p className={styles.refused} role="alert">
          {t('paste.empty')}
        </p>
      )}
      {font && (
        <p className={styles.convert}>
          {t('paste.convert', { font: font.toUpperCase() })}{' '}
          <Button onClick={() => read(order.current.paste, font)}>{t('paste.convertIt')}</Button>
        </p>
      )}
      {refusal && (
        <p className={styles.refused} role="alert">
          {words(refusal)}
        </p>
      )}
    </Card>
  );
}
