import type { PublicResults, Winner } from '@hoithi/shared/contract/results';
import type { ScreenView } from '@hoithi/shared/contract/screen';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../ui/drum.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { PrizeGroup } from '../results/group-winners.ts';
import { useTurningPage } from './use-turning-page.ts';
import { pageWinners } from './winner-pages.ts';
import styles from './winners-picture.module.css';

const pageMs = 12_000;

/** The board of honour: gold on lacquer, the lowest prize appears first. */
export function WinnersPicture({ view }: { view: ScreenView }) {
  return view.results ? <Board results={view.results} /> : <Waiting view={view} />;
}

function Board({ results }: { results: PublicResults }) {
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
        {results.contest.demo && <p className={styles.demo}>{t('demo_mark')}</p>}
      </header>
      {page ? (
        <div key={at} className={styles.rows} data-rows={page.rows.length} data-alone={page.kind === 'prize' || undefined}>
          {page.rows.map((group, i) => (
            <PrizeRow key={group.prize} group={group} order={page.rows.length - 1 - i} />
          ))}
        </div>
      ) : (
        <p className={styles.empty}>{t('winners_empty')}</p>
      )}
    </div>
  );
}

/** One prize: its name, then its winners. `order` 0 appears first. */
function PrizeRow({ group, order }: { group: PrizeGroup; order: number }) {
  const { t } = useTranslation(['screen', 'common']);
  const { money } = useFormat();
  return (
    <section
      className={joinClasses(styles.row, styles[group.prize])}
      style={{ animationDelay: `${order * 700}ms` }}
    >
      <h2 className={styles.prize}>
        {t(`common:prize.${group.prize}`)}
        {group.amountVnd !== null && <span className={styles.money}>{money(group.amountVnd)}</span>}
      </h2>
      <ul className={styles.cards}>
        {group.winners.map((winner) => (
          <WinnerCard key={`${winner.rank} ${winner.name} ${winner.submittedAtMs}`} winner={winner} />
        ))}
      </ul>
    </section>
  );
}

function WinnerCard({ winner }: { winner: Winner }) {
  const { t } = useTranslation(['screen', 'common']);
  return (
    <li className={joinClasses(styles.card, winner.toDecide && styles.open)}>
      <span className={styles.name}>{winner.name}</span>
      {winner.unitName && <span className={styles.unit}>{winner.unitName}</span>}
      {winner.toDecide && <span className={styles.pending}>{t('to_decide')}</span>}
    </li>
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
