/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions -- the arrows go between the links in the list */
import type { BankView, QuestionRow } from '@hoithi/shared/contract/banks';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { contestWords } from '../../../../ui/contest-words.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import { bankQuestionPath } from '../../organizer-paths.ts';
import { type BankQuery, writeQuery } from '../bank-query.ts';
import { StateBadge } from '../state-badge.tsx';
import styles from './page.module.css';

type QuestionRowsProps = {
  bank: BankView;
  rows: readonly QuestionRow[];
  query: BankQuery;
  selected: ReadonlySet<string>;
  onSelected: (next: ReadonlySet<string>) => void;
};

/** The questions of a page: arrows go from one to the next, space selects, Enter opens. */
export function QuestionRows({ bank, rows, query, selected, onSelected }: QuestionRowsProps) {
  const { t } = useTranslation('bank');
  const list = useRef<HTMLOListElement>(null);
  const topics = new Map(bank.topics.map(({ topicId, name }) => [topicId, name]));
  const mayBulk = bank.may.write || bank.may.review;
  const toggle = (questionId: string) => {
    const next = new Set(selected);
    if (!next.delete(questionId)) next.add(questionId);
    onSelected(next);
  };
  const isWhole = rows.every(({ questionId }) => selected.has(questionId));
  const press = (event: KeyboardEvent<HTMLOListElement>) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('a') ?? [])];
    const row = (event.target as Element).closest('li');
    const at = links.findIndex((link) => row?.contains(link));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      links[at + step]?.focus();
    }
    const questionId = rows[at]?.questionId;
    if (event.key === ' ' && (event.target as Element).tagName === 'A' && questionId !== undefined && mayBulk) {
      event.preventDefault();
      toggle(questionId);
    }
  };
  return (
    <>
      {mayBulk && (
        <label className={styles.all}>
          <input
            type="checkbox"
            checked={isWhole}
            onChange={() => onSelected(new Set(isWhole ? [] : rows.map(({ questionId }) => questionId)))}
          />
          <span>{t('list.selectAll')}</span>
        </label>
      )}
      <ol className={styles.rows} ref={list} onKeyDown={press}>
        {rows.map((row) => (
          <li key={row.questionId} className={styles.row} data-selected={selected.has(row.questionId) || undefined}>
            {mayBulk && (
              <label className={styles.pick}>
                <input
                  type="checkbox"
                  checked={selected.has(row.questionId)}
                  onChange={() => toggle(row.questionId)}
                  aria-label={t('list.select', { number: row.number })}
                />
              </label>
            )}
            <Link href={`${bankQuestionPath(bank.bankId, row.questionId)}${writeQuery(query)}`} className={styles.link}>
              <span className={styles.number}>{row.number}</span>
              <span {...contestWords} className={styles.text}>
                {row.text}
              </span>
            </Link>
            <RowFacts row={row} topic={row.topicId === null ? null : (topics.get(row.topicId) ?? null)} />
          </li>
        ))}
      </ol>
    </>
  );
}

function RowFacts({ row, topic }: { row: QuestionRow; topic: string | null }) {
  const { t } = useTranslation('bank');
  const { instant } = useFormat();
  const { warnings } = row;
  const about = [
    topic ?? t('filter.noTopic'),
    row.difficulty === null ? null : t(`difficulty.${row.difficulty as 1}`),
    row.kind === 'one' ? null : t(`kind.${row.kind}`),
    ...row.tags,
    row.practiceOnly ? t('list.practice') : null,
    row.own ? t('list.own') : null,
    instant(row.changedAtMs),
  ];
  return (
    <p className={styles.facts}>
      <StateBadge state={row.state} />
      {warnings.length > 0 && (
        <span className={styles.warned} title={warnings.map((each) => t(`warning.${each as 'any'}`)).join('\n')}>
          {t('list.warned', { count: warnings.length })}
        </span>
      )}
      <span>{about.filter(Boolean).join(' · ')}</span>
    </p>
  );
}
