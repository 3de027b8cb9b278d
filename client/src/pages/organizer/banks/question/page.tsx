import type { BankView, QuestionBeside, QuestionView } from '@hoithi/shared/contract/banks';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearch } from 'wouter';
import { usePageTitle } from '../../../../app/use-page-title.ts';
import { useLoaded } from '../../../../connection/use-loaded.ts';
import { Button } from '../../../../ui/button.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StateCard } from '../../../../ui/state-card.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { useRefusalText } from '../../../../ui/use-refusal-text.ts';
import { OrganizerPage } from '../../organizer-page.tsx';
import { bankPath, bankQuestionPath } from '../../organizer-paths.ts';
import { apiPath, readQuery, writeQuery } from '../bank-query.ts';
import { History } from '../review/history.tsx';
import { QuestionReading } from '../review/question-reading.tsx';
import { ReviewCard } from '../review/review-card.tsx';
import { StateBadge } from '../state-badge.tsx';
import { QuestionEditor } from './editor.tsx';
import styles from './page.module.css';
import { useKeys } from './use-keys.ts';

/** One question of a bank, to be written, looked at as it will be shown, and reviewed; a new one where there is no id. */
export default function QuestionPage({ bankId, questionId }: { bankId: string; questionId: string | null }) {
  const { t } = useTranslation('bank');
  const words = useRefusalText();
  const { number } = useFormat();
  const [, go] = useLocation();
  const query = writeQuery({ ...readQuery(useSearch()), from: '' });
  const api = apiPath(bankId);
  const bank = useLoaded<BankView>(api);
  const found = useLoaded<QuestionView>(questionId && `${api}/questions/${questionId}`);
  const beside = useLoaded<QuestionBeside>(questionId && `${api}/questions/${questionId}/beside${query}`).value;
  const title = questionId ? t('question.title', { number: found.value?.number ?? '' }) : t('question.new');
  usePageTitle(title);
  const open = (id: string | null) => id && go(`${bankQuestionPath(bankId, id)}${query}`);
  useKeys({
    'alt+ArrowUp': () => open(beside?.previous ?? null),
    'alt+ArrowDown': () => open(beside?.next ?? null),
  });
  const refusal = bank.refusal ?? found.refusal;
  const view = found.value;
  const isLoading = !bank.value || (questionId !== null && !view);
  return (
    <OrganizerPage making>
      <PageHead
        above={<Link href={`${bankPath(bankId)}${query}`}>← {bank.value?.name ?? t('toBank')}</Link>}
        title={title}
      >
        {view && (
          <div className={styles.place}>
            <StateBadge state={view.state} />
            {beside && (
              <nav className={styles.beside} aria-label={t('list.title')}>
                <Button disabled={!beside.previous} onClick={() => open(beside.previous)}>
                  ← {t('question.previous')}
                </Button>
                <span>{t('question.place', { place: number(beside.place), all: number(beside.total) })}</span>
                <Button disabled={!beside.next} onClick={() => open(beside.next)}>
                  {t('question.next')} →
                </Button>
              </nav>
            )}
          </div>
        )}
      </PageHead>
      {refusal && <StateCard kind="closed" title={words(refusal)} />}
      {!refusal && isLoading && <StateCard kind="loading" />}
      {bank.value && !isLoading && (
        <>
          {bank.value.may.write && (view === null || view.question) ? (
            <QuestionEditor
              key={questionId ?? 'new'}
              bank={bank.value}
              opened={view}
              onSaved={(id, then) => {
                bank.again();
                if (then === 'next' && beside?.next) open(beside.next);
                else if (id === questionId) found.again();
                else if (then === 'stay') open(id);
              }}
            />
          ) : (
            view && <QuestionReading view={view} />
          )}
          {view && <ReviewCard bank={bank.value} view={view} onChanged={found.again} />}
          {view?.question && <History view={view} />}
        </>
      )}
    </OrganizerPage>
  );
}
