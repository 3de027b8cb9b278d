import type { BankView, QuestionPage } from '@hoithi/shared/contract/banks';
import { bankLimits } from '@hoithi/shared/contract/banks';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearch } from 'wouter';
import { usePageTitle } from '../../../../app/use-page-title.ts';
import { useLast, useLoaded } from '../../../../connection/use-loaded.ts';
import { Button, ButtonLink } from '../../../../ui/button.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StateCard } from '../../../../ui/state-card.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { useRefusalText } from '../../../../ui/use-refusal-text.ts';
import { OrganizerPage } from '../../organizer-page.tsx';
import {
  bankImportPath,
  bankPastePath,
  bankPath,
  bankReviewPath,
  banksPath,
  newQuestionPath,
} from '../../organizer-paths.ts';
import { apiPath, type BankQuery, readQuery, writeQuery } from '../bank-query.ts';
import { BankMenu } from './bank-menu.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { Filters } from './filters.tsx';
import styles from './page.module.css';
import { QuestionRows } from './question-rows.tsx';

/** One bank: its questions searched and narrowed, gone through with the keyboard, changed many at once. SPEC Q15. */
export default function BankPage({ bankId }: { bankId: string }) {
  const { t } = useTranslation('bank');
  const words = useRefusalText();
  const { number } = useFormat();
  const [, go] = useLocation();
  const query = readQuery(useSearch());
  const bank = useLoaded<BankView>(apiPath(bankId));
  const list = useLoaded<QuestionPage>(`${apiPath(bankId)}/questions${writeQuery(query)}`);
  const shown = useLast(list.value);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const [takesFound, setTakesFound] = useState(false);
  const setSelected = (next: ReadonlySet<string>) => {
    select(next);
    setTakesFound(false);
  };
  usePageTitle(bank.value?.name ?? t('title'));
  const narrow = useCallback(
    (next: BankQuery) => {
      setTakesFound(false);
      // A search that was still waiting when a question was opened leads nobody back.
      if (window.location.pathname === bankPath(bankId))
        go(`${bankPath(bankId)}${writeQuery(next)}`, { replace: true });
    },
    [go, bankId],
  );
  const again = () => {
    setSelected(new Set());
    bank.again();
    list.again();
  };
  const refusal = bank.refusal ?? list.refusal;
  const from = Number(query.from ?? 0);
  const view = bank.value;
  if (refusal || !view)
    return (
      <OrganizerPage making>
        {refusal ? <StateCard kind="closed" title={words(refusal)} /> : <StateCard kind="loading" />}
      </OrganizerPage>
    );
  const rows = shown?.rows ?? [];
  const total = shown?.total ?? 0;
  return (
    <OrganizerPage making>
      <PageHead
        above={<Link href={banksPath}>← {t('toBanks')}</Link>}
        title={view.name}
        lead={t('counts.line', { approved: number(view.approved), all: number(view.questions) })}
      >
        {view.ofProgram && <p className={styles.note}>{t('program.note')}</p>}
        <div className={styles.ways}>
          {view.may.write && (
            <ButtonLink kind="primary" href={`${newQuestionPath(bankId)}${writeQuery(query)}`}>
              {t('new')}
            </ButtonLink>
          )}
          {view.may.write && <ButtonLink href={bankPastePath(bankId)}>{t('paste.link')}</ButtonLink>}
          {view.may.write && <ButtonLink href={bankImportPath(bankId)}>{t('importLink')}</ButtonLink>}
          {view.may.review && <ButtonLink href={bankReviewPath(bankId)}>{t('review.link')}</ButtonLink>}
          <BankMenu bank={view} query={query} onChanged={again} />
        </div>
      </PageHead>
      {view.unbalancedLetter && <p className={styles.note}>{t('unbalanced', { letter: view.unbalancedLetter })}</p>}
      <Filters bank={view} query={query} onNarrow={narrow} />
      <section className={styles.list} aria-label={t('list.title')}>
        <p className={styles.total}>
          <output>{t('list.total', { count: total, value: number(total) })}</output>
          <span className={styles.keys}>{t('list.keys')}</span>
        </p>
        {selected.size > 0 && (
          <BulkBar
            bank={view}
            rows={rows.filter(({ questionId }) => selected.has(questionId))}
            found={{ query, total, taken: takesFound, onTake: () => setTakesFound(true) }}
            onClear={() => setSelected(new Set())}
            onChanged={again}
          />
        )}
        {shown && total === 0 && (
          <StateCard kind="empty" title={view.questions === 0 ? t('list.none') : t('list.noneFits')} />
        )}
        {!shown && <StateCard kind="loading" />}
        {rows.length > 0 && (
          <QuestionRows bank={view} rows={rows} query={query} selected={selected} onSelected={setSelected} />
        )}
        {total > bankLimits.pageSize && (
          <nav className={styles.pages} aria-label={t('list.title')}>
            <Button
              disabled={from === 0}
              onClick={() => from > 0 && narrow({ ...query, from: String(Math.max(0, from - bankLimits.pageSize)) })}
            >
              {t('list.before')}
            </Button>
            <span>
              {t('list.page', { from: number(from + 1), to: number(from + rows.length), all: number(total) })}
            </span>
            <Button
              disabled={from + rows.length >= total}
              onClick={() =>
                from + rows.length < total && narrow({ ...query, from: String(from + bankLimits.pageSize) })
              }
            >
              {t('list.after')}
            </Button>
          </nav>
        )}
      </section>
    </OrganizerPage>
  );
}
