import type { AwardCall } from '@hoithi/shared/contract/show-award';
import { useTranslation } from 'react-i18next';
import { TeamMark } from '../../../../ui/team-mark.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { fitSize } from '../fit-size.ts';
import styles from './page.module.css';
import { PrizeWords } from './prize-words.tsx';

/** The one name of a high prize, as large as the wall lets it be. */
export function CalledName({ call }: { call: AwardCall }) {
  const { t } = useTranslation('screen');
  const { number, duration } = useFormat();
  const winner = call.winners[0];
  if (!winner) return null;
  return (
    <div className={styles.named} data-first={call.place === 0 || undefined}>
      <PrizeWords prize={call} persons={1} />
      <p
        className={styles.name}
        style={{
          fontSize: fitSize(winner.name, [
            [16, 168],
            [26, 128],
            [50, 96],
          ]),
        }}
      >
        {winner.name}
      </p>
      {winner.unitName && (
        <p className={styles.unit}>
          {winner.mark !== null && <TeamMark mark={winner.mark} className={styles.mark} />}
          <span>{winner.unitName}</span>
        </p>
      )}
      <p className={styles.rests}>
        {t('show.restsOn', { count: winner.points, points: number(winner.points), time: duration(winner.elapsedMs) })}
      </p>
    </div>
  );
}

/** Everybody of a low prize at once. */
export function CalledGroup({ call }: { call: AwardCall }) {
  const { winners } = call;
  const columns = winners.length <= 4 ? 2 : 3;
  return (
    <div className={styles.group} data-fit>
      <PrizeWords prize={call} persons={winners.length} />
      <ol className={styles.names} data-columns={columns} data-many={winners.length > 9 || undefined}>
        {winners.map((winner, at) => (
          <li
            key={`${winner.rank} ${winner.name} ${winner.unitName}`}
            style={{ animationDelay: `${Math.min(at, 18) * 60}ms` }}
          >
            <b>{winner.name}</b>
            {winner.unitName && (
              <span>
                {winner.mark !== null && <TeamMark mark={winner.mark} className={styles.mark} />}
                <span>{winner.unitName}</span>
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
