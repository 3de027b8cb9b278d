import type { PublicResults } from '@hoithi/shared/contract/results';
import type { ScreenView } from '@hoithi/shared/contract/screen';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../ui/drum.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { prizeValue } from '../../../ui/prize-value.ts';
import { useFormat } from '../../../ui/use-format.ts';
import type { PrizeGroup } from '../../public/results/group-winners.ts';
import { useTurningPage } from '../use-turning-page.ts';
import styles from './page.module.css';
import { pageWinners } from './winner-pages.ts';

const pageMs = 12_000;

/** The board of honour: gold on lacquer, the lowest prize appears first. */
export function WinnersPicture({ view }: { view: ScreenView }) {
  return view.results ? (
    <Board results={view.results} demo={view.participation.contest.demo} />
  ) : (
    <Waiting view={view} />
  );
}

function Board({ results, demo }: { results: PublicResults; demo: boolean }) {
  const { t } = useTranslation(['screen', 'common']);
  const { local } = useFormat();
  const pages = useMemo(() => pageWinners(results.winners), [results.winners]);
  const at = useTurningPage(pages.length, pageMs);
  const page = pages[at];
  return (
    <div className={styles.board}>
      <Drum size={1200} dim className={styles.ground} />
      <header className={styles.header}>
        <h1 className={styles.title}>{t('winners')}</h1>
        <p className={styles.round}>{t('winners_of', { round: local(results.round.label) })}</p>
        {pages.length > 1 && <p className={styles.round}>{t('page', { page: at + 1, pages: pages.length })}</p>}
        {demo && <p className={styles.demo}>{t('demo_mark')}</p>}
      </header>
      {page ? (
        <div
          key={at}
          className={styles.rows}
          data-rows={page.rows.length}
          data-alone={page.kind === 'prize' || undefined}
        >
          {page.rows.map((row, i) => (
            <PrizeRow key={row.id} row={row} order={page.rows.length - 1 - i} />
          ))}
        </div>
      ) : (
        <p className={styles.empty}>{t('winners_empty')}</p>
      )}
    </div>
  );
}

/** How high a prize stands, for its look. */
const heightOf = ({ prize }: PrizeGroup): string =>
  prize === null ? 'open' : (['FIRST', 'SECOND', 'THIRD'][prize.place] ?? 'CONSOLATION');

/** One prize: its name, then its winners. `order` 0 appears first. */
function PrizeRow({ row, order }: { row: PrizeGroup; order: number }) {
  const { t } = useTranslation('screen');
  const format = useFormat();
  const value = row.prize && prizeValue(row.prize.value, format);
  return (
    <section
      className={joinClasses(styles.row, styles[heightOf(row)])}
      data-few={row.winners.length <= 2 || undefined}
      style={{ animationDelay: `${order * 700}ms` }}
    >
      <h2 className={styles.prize}>
        <span>{row.prize === null ? t('to_decide') : format.local(row.prize.label)}</span>
        {value !== null && <span className={styles.money}>{value}</span>}
      </h2>
      <ul className={styles.cards}>
        {row.winners.map((winner) => (
          <li key={`${winner.rank} ${winner.name} ${winner.submittedAtMs}`} className={styles.card}>
            <span className={styles.name}>{winner.name}</span>
            {winner.unitName && <UnitLine name={winner.unitName} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A unit and the one above it, broken between the two before anywhere else. */
function UnitLine({ name }: { name: string }) {
  const [own, ...above] = name.split(', ');
  return (
    <span className={styles.unit}>
      <span className={styles.part}>{above.length > 0 ? `${own},` : own}</span>{' '}
      {above.length > 0 && <span className={styles.part}>{above.join(', ')}</span>}
    </span>
  );
}

function Waiting({ view }: { view: ScreenView }) {
  const { t } = useTranslation(['screen', 'common']);
  const { instant } = useFormat();
  const publishAtMs = view.participation.round?.publishAtMs ?? null;
  return (
    <div className={styles.waiting}>
      <Drum size={420} className={styles.waitingDrum} />
      <h1 className={styles.waitingTitle}>{t('winners_none')}</h1>
      {publishAtMs !== null && view.participation.round?.phase !== 'published' && (
        <p className={styles.waitingWhen}>{t('winners_none_publish', { publishAt: instant(publishAtMs) })}</p>
      )}
    </div>
  );
}
