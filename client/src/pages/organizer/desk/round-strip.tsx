import type { DeskRound } from '@hoithi/shared/contract/organizer';
import { useTranslation } from 'react-i18next';
import { joinClasses } from '../../../ui/join-classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { useTicking } from '../../../ui/use-ticking.ts';
import { useOrganizer } from '../organizer-connection.ts';
import { placeRounds } from './place-rounds.ts';
import styles from './round-strip.module.css';

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/** The weeks as lengths of time with now between them. A picture of the list below it, which says the same in words. */
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
      <div className={styles.track}>
        {placed.rounds.map((place, at) => (
          <div
            key={place.roundId}
            className={joinClasses(styles.bar, styles[rounds[at]?.phase ?? 'scheduled'])}
            style={{ left: percent(place.start), width: percent(place.length) }}
          >
            <span>{rounds[at]?.ordinal}</span>
          </div>
        ))}
        {placed.rounds.map(
          (place) =>
            place.publish !== null && (
              <i key={place.roundId} className={styles.publish} style={{ left: percent(place.publish) }} />
            ),
        )}
        {placed.now !== null && (
          <div className={styles.now} style={{ left: percent(placed.now) }}>
            <span className={placed.now > 0.85 ? styles.before : undefined}>{t('rounds.now')}</span>
          </div>
        )}
      </div>
      <div className={styles.ends}>
        <span>{date(first.opensAtMs)}</span>
        <span>{date(Math.max(last.closesAtMs - 1, last.publishAtMs ?? 0))}</span>
      </div>
    </div>
  );
}
