import type { AskedQuestion, RunResult as Result } from '@hoithi/shared/contract/show-report';
import { useTranslation } from 'react-i18next';
import { contestWords } from '../../ui/contest-words.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './run-report.module.css';

type BoardRow = Result['board'][number];

/** What came of a run: board, questions with shares and times, the papers, the proof. SPEC H60. */
export function RunResult({ result }: { result: Result }) {
  const { t } = useTranslation('mc');
  const { locale, local, number, instant, duration } = useFormat();
  const { runId, mode, players, endedAtMs } = result;
  const paper = (format: 'xlsx' | 'pdf') => `/api/mc/runs/${runId}/result.${format}?lang=${locale}`;
  const board: Column<BoardRow>[] = [
    { id: 'rank', header: t('report.rank'), numeric: true, cell: ({ rank }) => number(rank) },
    {
      id: 'name',
      header: t('report.player'),
      rowHeader: true,
      cell: ({ name, unitName }) => (
        <>
          {name} <span className={styles.unit}>{unitName}</span>
        </>
      ),
    },
    {
      id: 'points',
      header: t(mode === 'speed' ? 'result.points' : 'result.right'),
      numeric: true,
      cell: ({ points }) => number(points),
    },
    { id: 'time', header: t('result.time'), numeric: true, cell: ({ elapsedMs }) => duration(elapsedMs) },
  ];
  const kindOf = ({ kind }: AskedQuestion) => (kind === 'question' ? null : t(`result.kind.${kind}`));
  const questions: Column<AskedQuestion>[] = [
    {
      id: 'text',
      header: t('result.question'),
      rowHeader: true,
      cell: (question) => (
        <>
          {kindOf(question) && <b>{kindOf(question)}: </b>}
          <span {...contestWords}>{question.text}</span>{' '}
          <span {...contestWords} className={styles.unit}>
            {question.right}
          </span>
          {question.options.length > 0 && (
            <span className={styles.unit}>
              {question.options.map(({ text, persons }) => `${text}: ${number(persons)}`).join(' · ')}
            </span>
          )}
          {question.said?.map(({ name, right }) => (
            <span key={name} className={styles.unit}>
              {`${name}: ${t(right ? 'buzz.state.right' : 'buzz.state.wrong')}`}
            </span>
          ))}
          {question.ruling && (
            <span className={styles.unit}>
              {t(`rule.done.${question.ruling.what}`, { reason: question.ruling.reason })}
            </span>
          )}
        </>
      ),
    },
    { id: 'answered', header: t('result.answered'), numeric: true, cell: ({ answered }) => number(answered) },
    {
      id: 'share',
      header: t('result.share'),
      numeric: true,
      cell: ({ answered, rightPersons }) =>
        answered === 0
          ? ''
          : t('result.shareOf', { percent: number((100 * rightPersons) / answered, 1), right: number(rightPersons) }),
    },
    {
      id: 'median',
      header: t('result.median'),
      numeric: true,
      cell: ({ medianMs }) => (medianMs === null ? '' : duration(medianMs)),
    },
    {
      id: 'fastest',
      header: t('result.fastest'),
      numeric: true,
      cell: ({ fastestMs }) => (fastestMs === null ? '' : duration(fastestMs)),
    },
  ];
  return (
    <section className={styles.result}>
      <h3>{local(result.title)}</h3>
      <p className={styles.text}>
        <span>
          {endedAtMs === null
            ? t('result.isOn', { at: instant(result.openedAtMs) })
            : t('result.from', { from: instant(result.openedAtMs), until: instant(endedAtMs) })}
        </span>{' '}
        <span>{t('result.players', { count: players, value: number(players) })}</span>{' '}
        {result.rehearsal && <b>{t('report.rehearsal')}</b>}
      </p>
      <p className={styles.ways}>
        <a href={paper('pdf')} download>
          {t('result.pdf')}
        </a>
        <a href={paper('xlsx')} download>
          {t('result.xlsx')}
        </a>
        {endedAtMs !== null && !result.rehearsal && <a href={`/kiem-chung/${runId}`}>{t('result.proof')}</a>}
      </p>
      <h4>{t('result.board')}</h4>
      <Table
        caption={t('result.board')}
        captionHidden
        rows={result.board}
        rowKey={(row) => `${row.rank} ${row.name} ${row.unitName}`}
        columns={board}
      />
      {result.board.length < players && (
        <p className={styles.text}>{t('result.more', { shown: number(result.board.length) })}</p>
      )}
      <h4>{t('result.questions')}</h4>
      <Table
        caption={t('result.questions')}
        captionHidden
        rows={result.questions}
        rowKey={({ asking }) => String(asking)}
        columns={questions}
      />
    </section>
  );
}
