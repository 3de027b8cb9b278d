import type { PlayerView, StageView } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { TeamMark } from '../../../ui/team-mark.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './page.module.css';

/** The own place, how far the next one is, and where the own unit stands. While the board is frozen none is shown. SPEC H13a, H14, H15. */
export function OwnPlace({ stage, player }: { stage: StageView; player: PlayerView }) {
  const { t } = useTranslation('show');
  const { number, duration } = useFormat();
  if (stage.frozen) return <p className={styles.frozen}>{t('place.frozen')}</p>;
  const { toNext, team } = player;
  return (
    <>
      {player.place !== null && (
        <div className={styles.place}>
          <span className={styles.placeLabel}>{t('place.label')}</span>
          <b className={styles.placeDigits}>{number(player.place)}</b>
          <span className={styles.placeOf}>{t('place.of', { of: number(player.of) })}</span>
          {toNext && (
            <p className={styles.next}>
              {toNext.points > 0
                ? t(stage.rules.mode === 'speed' ? 'place.nextPoints' : 'place.nextRight', {
                    count: toNext.points,
                    value: number(toNext.points),
                  })
                : toNext.elapsedMs > 0 && t('place.nextTime', { value: duration(toNext.elapsedMs) })}
            </p>
          )}
        </div>
      )}
      {team && (
        <p className={styles.team}>
          <TeamMark mark={team.mark} />
          <b>{team.name}</b>
          <span>
            {t('place.team', { rank: number(team.rank), of: number(team.of), points: number(team.points, 1) })}
          </span>
        </p>
      )}
    </>
  );
}
