import type { DeskRound } from '@hoithi/shared/contract/organizer';
import { useTranslation } from 'react-i18next';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { useTicking } from '../../../ui/use-ticking.ts';
import { useOrganizer } from '../organizer-connection.ts';
import styles from './page.module.css';

const barOf: Record<DeskRound['phase'], string | undefined> = {
  scheduled: styles.stripScheduled,
  open: styles.stripOpen,
  closed: styles.stripClosed,
  verifying: styles.stripClosed,
  finalized: styles.stripFinalized,
  published: styles.stripPublished,
};
const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** The rounds on a time axis, with the present moment. The list below has the same in words. */
export function RoundStrip({ rounds }: { rounds: DeskRound[] }) {
  const { t } = useTranslation('organizer');
  const { date } = useFormat();
  const { namespace } = useOrganizer();
  const nowMs = useTicking(namespace.serverNowMs, 15_000);
  const placed = placeRounds(rounds, nowMs);
  const first = rounds[0];
  const last = rounds.at(-1);
  if (placed.rounds.length === 0 || !first || !last) return null;
  return (
    <div className={styles.strip} aria-hidden="true">
      <div className={styles.stripTrack}>
        {placed.rounds.map((place, at) => (
          <div
            key={place.roundId}
            className={joinClasses(styles.stripBar, barOf[rounds[at]?.phase ?? 'scheduled'])}
            style={{ left: percent(place.start), width: percent(place.length) }}
          >
            <span>{rounds[at]?.ordinal}</span>
          </div>
        ))}
        {placed.rounds.map(
          (place) =>
            place.publish !== null && (
              <i key={place.roundId} className={styles.stripPublish} style={{ left: percent(place.publish) }} />
            ),
        )}
        {placed.now !== null && (
          <div className={styles.stripNow} style={{ left: percent(placed.now) }}>
            <span className={placed.now > 0.85 ? styles.stripBefore : undefined}>{t('rounds.now')}</span>
          </div>
        )}
      </div>
      <div className={styles.stripEnds}>
        <span>{date(first.opensAtMs)}</span>
        <span>{date(Math.max(last.closesAtMs - 1, last.publishAtMs ?? 0))}</span>
      </div>
    </div>
  );
}

type Timed = { roundId: string; opensAtMs: number; closesAtMs: number; publishAtMs: number | null };
type PlacedRound = { roundId: string; start: number; length: number; publish: number | null };

/**
 * Places rounds on a time axis from the first opening to the last close or publication.
 *
 * Units    places and lengths are shares of the whole axis, 0 to 1; `now` is null outside it.
 */
function placeRounds(rounds: readonly Timed[], nowMs: number): { rounds: PlacedRound[]; now: number | null } {
  const from = Math.min(...rounds.map((round) => round.opensAtMs));
  const to = Math.max(...rounds.map((round) => Math.max(round.closesAtMs, round.publishAtMs ?? 0)));
  const whole = to - from;
  if (!(whole > 0)) return { rounds: [], now: null };
  const place = (atMs: number) => (atMs - from) / whole;
  return {
    rounds: rounds.map((round) => ({
      roundId: round.roundId,
      start: place(round.opensAtMs),
      length: place(round.closesAtMs) - place(round.opensAtMs),
      publish: round.publishAtMs === null ? null : place(round.publishAtMs),
    })),
    now: nowMs >= from && nowMs <= to ? place(nowMs) : null,
  };
}
