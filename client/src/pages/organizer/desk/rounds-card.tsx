import type { DeskRound } from '@hoithi/shared/contract/organizer';
import { useTranslation } from 'react-i18next';
import { Badge, type BadgeTone } from '../../../ui/badge.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Figure } from '../../../ui/figure.tsx';
import { joinClasses } from '../../../ui/join-classes.ts';
import { type Column, Table } from '../../../ui/table.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useMay } from '../organizer-connection.ts';
import { resultDeskPath } from '../organizer-paths.ts';
import type { Desk } from '../with-desk.tsx';
import type { Act } from './act-dialogs.tsx';
import styles from './page.module.css';
import { RoundStrip } from './round-strip.tsx';

/** The weeks: first as a strip of time, then one by one. */
export function RoundsCard({ desk, begin }: { desk: Desk; begin: (act: Act) => void }) {
  const { t } = useTranslation('organizer');
  return (
    <Card title={t('rounds.title')}>
      <RoundStrip rounds={desk.rounds} />
      <ol className={styles.rounds}>
        {desk.rounds.map((round) => (
          <RoundRow
            key={round.roundId}
            round={round}
            begin={begin}
            contestId={desk.contest.contestId}
            slug={desk.contest.slug}
          />
        ))}
      </ol>
    </Card>
  );
}

type RoundProps = { round: DeskRound; begin: (act: Act) => void; contestId: string; slug: string };

const toneOf: Record<DeskRound['phase'], BadgeTone> = {
  scheduled: 'plain',
  open: 'son',
  closed: 'amber',
  verifying: 'amber',
  finalized: 'indigo',
  published: 'jade',
};

/** One week: its window, its counts each under its own name, its standing, and what may be done with it. */
function RoundRow({ round, begin, contestId, slug }: RoundProps) {
  const { t } = useTranslation(['organizer', 'common']);
  const { local, instant, closing } = useFormat();
  const open = round.phase === 'open';
  return (
    <li className={joinClasses(styles.roundRow, open && styles.roundNow)} aria-current={open ? 'step' : undefined}>
      <div className={styles.roundWords}>
        <h3 className={styles.roundHead}>
          {local(round.label)} <Badge tone={toneOf[round.phase]}>{t(`common:phase.${round.phase}`)}</Badge>
        </h3>
        <p className={styles.roundSoft}>
          {t('rounds.window', { opens: instant(round.opensAtMs), closes: closing(round.closesAtMs) })}
        </p>
        <p className={styles.roundSoft}>
          {round.publishAtMs === null
            ? t('rounds.publishByHand')
            : t('rounds.publishAt', { at: instant(round.publishAtMs) })}
        </p>
        <SealWords round={round} />
        <RankedRow round={round} />
      </div>
      {round.phase !== 'scheduled' && <RoundFigures round={round} />}
      <RoundActs round={round} begin={begin} contestId={contestId} slug={slug} />
      {open && <Leaders leaders={round.leaders} />}
    </li>
  );
}

/** Whether what the round may draw is sealed, and when it will be. */
function SealWords({ round: { seal, sealsAtMs, phase } }: { round: DeskRound }) {
  const { t } = useTranslation('organizer');
  const { number, instant } = useFormat();
  if (seal) {
    const { count, sealedAtMs, root } = seal;
    const words = { count, number: number(count), at: instant(sealedAtMs), root: root.slice(0, 16) };
    return <p className={styles.roundSoft}>{t('rounds.sealed', words)}</p>;
  }
  if (sealsAtMs === null || phase !== 'scheduled') return null;
  return <p className={styles.roundSoft}>{t('rounds.sealsAt', { at: instant(sealsAtMs) })}</p>;
}

function RankedRow({ round: { phase, standing } }: { round: DeskRound }) {
  const { t } = useTranslation('organizer');
  const { instant } = useFormat();
  if (phase === 'scheduled' || phase === 'open') return null;
  if (!standing) return <p className={styles.roundSoft}>{t('rounds.noStanding')}</p>;
  return (
    <p className={styles.roundSoft}>
      <span>{t('rounds.standing', { version: standing.version, at: instant(standing.computedAtMs) })};</span>{' '}
      {standing.toDecide > 0 ? (
        <strong className={styles.roundPending}>{t('rounds.standingToDecide', { count: standing.toDecide })}</strong>
      ) : (
        <span>{t('rounds.standingClean')}</span>
      )}
    </p>
  );
}

function RoundFigures({ round: { phase, counts, openAttempts, startsPerMinute } }: { round: DeskRound }) {
  const { t } = useTranslation(['organizer', 'common']);
  const { number } = useFormat();
  return (
    <dl className={styles.roundFigures}>
      <Figure of={t('common:counts.roundPersons')} value={number(counts.roundPersons)} />
      <Figure of={t('common:counts.attempts')} value={number(counts.attempts)} />
      <Figure of={t('common:counts.sumOfRoundPersons')} value={number(counts.sumOfRoundPersons)} />
      {phase === 'open' && (
        <>
          <Figure of={t('rounds.openAttempts')} value={number(openAttempts)} />
          <Figure of={t('rounds.startsPerMinute')} value={number(startsPerMinute)} />
        </>
      )}
    </dl>
  );
}

/** Only what this week's state and the session's roles allow. */
function RoundActs({ round, begin, contestId, slug }: RoundProps) {
  const { t } = useTranslation('organizer');
  const may = useMay(contestId);
  const { local } = useFormat();
  const { phase, roundId, resultsPath } = round;
  const extendable = may('round:extend') && (phase === 'open' || phase === 'scheduled');
  const sealable = may('round:seal') && phase === 'scheduled' && round.seal === null && round.sealsAtMs !== null;
  const closable = may('round:close') && phase === 'open';
  const publishable = may('round:publish') && phase === 'finalized';
  const verifiable = may('result:read') && round.standing !== null;
  if (!sealable && !extendable && !closable && !publishable && !verifiable && !resultsPath) return null;
  return (
    <fieldset className={styles.roundActs} aria-label={t('rounds.actsOf', { round: local(round.label) })}>
      {sealable && <Button onClick={() => begin({ kind: 'seal', roundId })}>{t('rounds.seal')}</Button>}
      {extendable && <Button onClick={() => begin({ kind: 'extend', roundId })}>{t('rounds.extend')}</Button>}
      {closable && (
        <Button kind="danger" onClick={() => begin({ kind: 'close', roundId })}>
          {t('rounds.close')}
        </Button>
      )}
      {publishable && <Button onClick={() => begin({ kind: 'publish', roundId })}>{t('rounds.publish')}</Button>}
      {verifiable && <ButtonLink href={resultDeskPath(slug, round.ordinal)}>{t('rounds.verify')}</ButtonLink>}
      {resultsPath && <ButtonLink href={resultsPath}>{t('rounds.results')}</ButtonLink>}
    </fieldset>
  );
}

type Leader = DeskRound['leaders'][number];

/** Who is ahead in an open week; for the organizer's eyes only. */
function Leaders({ leaders }: { leaders: Leader[] }) {
  const { t } = useTranslation('organizer');
  const { number, duration } = useFormat();
  const columns: Column<Leader>[] = [
    { id: 'rank', header: t('rounds.rank'), cell: (row) => number(row.rank), numeric: true, sortBy: (row) => row.rank },
    { id: 'name', header: t('rounds.name'), cell: (row) => row.name, rowHeader: true, sortBy: (row) => row.name },
    { id: 'unit', header: t('rounds.unit'), cell: (row) => row.unitName ?? '–', sortBy: (row) => row.unitName },
    {
      id: 'points',
      header: t('rounds.points'),
      cell: (row) => number(row.points, 2),
      numeric: true,
      sortBy: (row) => row.points,
    },
    {
      id: 'elapsed',
      header: t('rounds.elapsed'),
      cell: (row) => duration(row.elapsedMs),
      numeric: true,
      sortBy: (row) => row.elapsedMs,
    },
  ];
  return (
    <details className={styles.leaders}>
      <summary>{t('rounds.leaders')}</summary>
      <Table
        caption={t('rounds.leaders')}
        captionHidden
        columns={columns}
        rows={leaders}
        rowKey={(row) => String(leaders.indexOf(row))}
        empty={t('rounds.noLeaders')}
      />
    </details>
  );
}
