import type { CountedFigures, QuestionFigures } from '@hoithi/shared/contract/question-figures';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../connection/use-loaded.ts';
import { Card } from '../../../ui/card.tsx';
import { contestWords } from '../../../ui/contest-words.ts';
import { PageHead } from '../../../ui/page-head.tsx';
import { StateCard } from '../../../ui/state-card.tsx';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useRefusalText } from '../../../ui/use-refusal-text.ts';
import { ContestTabs } from '../contest-tabs.tsx';
import { useOrganizer } from '../organizer-connection.ts';
import { OrganizerPage } from '../organizer-page.tsx';
import { NoDesk } from '../with-desk.tsx';
import styles from './page.module.css';

/** How often each question was seen and solved, and which are solved suddenly more often: a sign of a leak. SPEC Q26. */
export function QuestionFiguresPage({ slug }: { slug: string }) {
  const { t } = useTranslation('organizer');
  const { instant, local } = useFormat();
  const { view } = useOrganizer();
  const words = useRefusalText();
  const contest = view.contests.find((each) => each.contest.slug === slug)?.contest ?? null;
  const loaded = useLoaded<CountedFigures>(contest && `/api/organizer/contests/${contest.contestId}/question-figures`);
  if (!contest) return <NoDesk />;
  const rows = loaded.value?.questions;
  const drifting = rows?.filter(({ drift }) => drift !== null) ?? [];
  return (
    <OrganizerPage demo={contest.demo}>
      <ContestTabs contest={contest} />
      <PageHead above={local(contest.name)} title={t('questionFigures.title')} lead={t('questionFigures.lead')} />
      {loaded.loading && <StateCard kind="loading" />}
      {loaded.refusal && <StateCard kind="error">{words(loaded.refusal)}</StateCard>}
      {drifting.length > 0 && (
        <Card title={t('questionFigures.drifting', { count: drifting.length })}>
          <p>{t('questionFigures.driftLead')}</p>
          <ul className={styles.drifting}>
            {drifting.map((row) => (
              <li key={row.questionId}>
                <span {...contestWords}>{row.text}</span> <DriftWords drift={row.drift} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {rows && <Figures rows={rows} />}
      {loaded.value && <p>{t('questionFigures.countedAt', { at: instant(loaded.value.countedAtMs) })}</p>}
    </OrganizerPage>
  );
}

function DriftWords({ drift }: Pick<QuestionFigures, 'drift'>) {
  const { t } = useTranslation('organizer');
  const { rate } = useFormat();
  if (!drift) return null;
  return (
    <strong className={styles.warn}>
      {t('questionFigures.drift', { before: rate(drift.before), after: rate(drift.after) })}
    </strong>
  );
}

function Figures({ rows }: { rows: QuestionFigures[] }) {
  const { t } = useTranslation('organizer');
  const { number, rate } = useFormat();
  const columns: Column<QuestionFigures>[] = [
    {
      ...{ id: 'text', header: t('questionFigures.text'), rowHeader: true },
      cell: (row) => (
        <span {...contestWords} className={styles.text}>
          {row.text}
        </span>
      ),
      sortBy: (row) => row.text,
    },
    {
      ...{ id: 'shown', header: t('questionFigures.shown'), numeric: true },
      cell: (row) => number(row.shown),
      sortBy: (row) => row.shown,
    },
    {
      ...{ id: 'right', header: t('questionFigures.right'), numeric: true },
      cell: (row) => (row.shown === 0 ? '–' : rate(row.right / row.shown)),
      sortBy: (row) => (row.shown === 0 ? null : row.right / row.shown),
    },
    {
      ...{ id: 'discrimination', header: t('questionFigures.discrimination'), numeric: true },
      cell: ({ discrimination: value }) => (
        <span className={value !== null && value < 0 ? styles.warn : undefined}>
          {value === null ? '–' : number(value, 2)}
        </span>
      ),
      sortBy: (row) => row.discrimination,
    },
    { id: 'options', header: t('questionFigures.options'), cell: (row) => <Options {...row} /> },
    { id: 'days', header: t('questionFigures.days'), cell: (row) => <Days days={row.days} /> },
  ];
  return (
    <Table
      caption={t('questionFigures.title')}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={(row) => row.questionId}
      empty={t('questionFigures.none')}
    />
  );
}

/** In how large a part of the answers each option was chosen; the right ones are marked. */
function Options({ options, answered }: Pick<QuestionFigures, 'options' | 'answered'>) {
  const { t } = useTranslation('organizer');
  const { rate } = useFormat();
  if (options.length === 0 || answered === 0) return '–';
  return (
    <ul className={styles.options}>
      {options.map(({ text, right, chosen }) => (
        <li key={text} data-right={right}>
          <span {...contestWords}>{text}</span> <strong>{rate(chosen / answered)}</strong>
          {right && <span className="unseen">{t('questionFigures.isRight')}</span>}
        </li>
      ))}
    </ul>
  );
}

const [width, height] = [120, 32];

/** The share of right answers day by day, as a line of bars; said in words for whoever does not see them. */
function Days({ days }: Pick<QuestionFigures, 'days'>) {
  const { t } = useTranslation('organizer');
  const { date, rate } = useFormat();
  const last = days.slice(-30);
  const step = width / Math.max(1, last.length);
  const words = last.map(({ day, shown, right }) =>
    t('questionFigures.day', { day: date(Date.parse(`${day}T00:00:00+07:00`)), rate: rate(right / shown) }),
  );
  return (
    <svg role="img" aria-label={words.join('; ')} width={width} height={height} className={styles.days}>
      {last.map(({ day, shown, right }, at) => {
        const tall = Math.max(1, (right / shown) * height);
        return <rect key={day} x={at * step} y={height - tall} width={Math.max(1, step - 1)} height={tall} />;
      })}
    </svg>
  );
}
