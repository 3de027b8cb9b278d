import type {
  BankView,
  QuestionPage,
  QuestionRow,
  QuestionsChanged,
  QuestionView,
} from '@hoithi/shared/contract/banks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePageTitle } from '../../../../app/use-page-title.ts';
import { postJson } from '../../../../connection/api.ts';
import { useLoaded } from '../../../../connection/use-loaded.ts';
import { Button } from '../../../../ui/button.tsx';
import { contestWords } from '../../../../ui/contest-words.ts';
import { FormDialog } from '../../../../ui/form-dialog.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StateCard } from '../../../../ui/state-card.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { useRefusalText } from '../../../../ui/use-refusal-text.ts';
import { useAct } from '../../acts/use-act.ts';
import { OrganizerPage } from '../../organizer-page.tsx';
import { bankPath } from '../../organizer-paths.ts';
import { apiPath } from '../bank-query.ts';
import { useKeys } from '../question/use-keys.ts';
import { StateBadge } from '../state-badge.tsx';
import { History } from './history.tsx';
import styles from './page.module.css';
import { QuestionReading } from './question-reading.tsx';
import { ReviewCard } from './review-card.tsx';

/** What waits for the reader to be reviewed or approved: one after the other, or a page of it together. SPEC Q13. */
export default function ReviewPage({ bankId }: { bankId: string }) {
  const { t } = useTranslation('bank');
  const words = useRefusalText();
  const { number } = useFormat();
  const bank = useLoaded<BankView>(apiPath(bankId));
  const queue = useLoaded<QuestionPage>(`${apiPath(bankId)}/questions?of=to-review`);
  const rows = queue.value?.rows ?? [];
  const [current, setCurrent] = useState<string | null>(null);
  const at = Math.max(
    0,
    rows.findIndex(({ questionId }) => questionId === current),
  );
  const shown = rows[at];
  usePageTitle(t('review.title'));
  const show = (place: number) => setCurrent(rows[place]?.questionId ?? current);
  const [after, before] = [() => show(at + 1), () => show(at - 1)];
  useKeys({ ArrowDown: after, ArrowUp: before });
  const again = () => {
    setCurrent(rows[at + 1]?.questionId ?? rows[at - 1]?.questionId ?? null);
    bank.again();
    queue.again();
  };
  const refusal = bank.refusal ?? queue.refusal;
  return (
    <OrganizerPage making>
      <PageHead
        above={<Link href={bankPath(bankId)}>← {bank.value?.name ?? t('toBank')}</Link>}
        title={t('review.title')}
        lead={t('review.lead')}
      />
      {refusal && <StateCard kind="closed" title={words(refusal)} />}
      {!refusal && !(bank.value && queue.value) && <StateCard kind="loading" />}
      {bank.value && queue.value && rows.length === 0 && <StateCard kind="empty" title={t('review.none')} />}
      {bank.value && shown && (
        <>
          <p>
            <output>
              {t('list.total', { count: queue.value?.total ?? 0, value: number(queue.value?.total ?? 0) })}
            </output>
          </p>
          <Together bankId={bankId} rows={rows} onChanged={again} />
          <ol className={styles.queue} aria-label={t('review.queue')}>
            {rows.map((row) => (
              <li key={row.questionId}>
                <button
                  type="button"
                  className={styles.queued}
                  aria-current={row === shown || undefined}
                  onClick={() => setCurrent(row.questionId)}
                >
                  <span>{row.number}</span>
                  <span {...contestWords}>{row.text}</span>
                  <StateBadge state={row.state} />
                </button>
              </li>
            ))}
          </ol>
          <p className={styles.keys}>{t('review.keys')}</p>
          <Reviewed key={`${shown.questionId} ${shown.version}`} bank={bank.value} row={shown} onChanged={again} />
        </>
      )}
    </OrganizerPage>
  );
}

function Reviewed({ bank, row, onChanged }: { bank: BankView; row: QuestionRow; onChanged: () => void }) {
  const words = useRefusalText();
  const { value, refusal } = useLoaded<QuestionView>(`${apiPath(bank.bankId)}/questions/${row.questionId}`);
  if (refusal) return <StateCard kind="closed" title={words(refusal)} />;
  if (!value) return <StateCard kind="loading" />;
  return (
    <>
      <QuestionReading view={value}>
        <ReviewCard bank={bank} view={value} onChanged={onChanged} />
      </QuestionReading>
      <History view={value} />
    </>
  );
}

type Step = 'reviewed' | 'approved';

/** All of the page that stands at one step, moved on at once after a question whether they were read. */
function Together({
  bankId,
  rows,
  onChanged,
}: {
  bankId: string;
  rows: readonly QuestionRow[];
  onChanged: () => void;
}) {
  const { t } = useTranslation('bank');
  const words = useRefusalText();
  const [asked, setAsked] = useState<Step | null>(null);
  const of = (step: Step) =>
    rows.filter(({ state, own }) => !own && state === (step === 'reviewed' ? 'draft' : 'reviewed'));
  const { busy, refusal, run } = useAct(
    () =>
      postJson<QuestionsChanged>(`${apiPath(bankId)}/review`, {
        questions: of(asked ?? 'reviewed').map(({ questionId, version }) => ({ questionId, restsOn: version })),
        change: { kind: 'state', to: asked },
      }),
    () => {
      setAsked(null);
      onChanged();
    },
  );
  const [drafts, reviewed] = [of('reviewed').length, of('approved').length];
  return (
    <div className={styles.together}>
      {drafts > 1 && <Button onClick={() => setAsked('reviewed')}>{t('review.allReviewed', { count: drafts })}</Button>}
      {reviewed > 1 && (
        <Button onClick={() => setAsked('approved')}>{t('review.allApproved', { count: reviewed })}</Button>
      )}
      {asked && (
        <FormDialog
          title={t('review.all')}
          confirm={t(asked === 'reviewed' ? 'review.reviewed' : 'review.approved')}
          busy={busy}
          refused={refusal && words(refusal)}
          onConfirm={() => void run()}
          onClose={() => setAsked(null)}
        >
          <p>{t('review.allConfirm', { count: of(asked).length })}</p>
        </FormDialog>
      )}
    </div>
  );
}
