import type { BoardRow, StageCue, StageView } from '@hoithi/shared/contract/show';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../../ui/drum.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { fitSize } from '../fit-size.ts';
import styles from './page.module.css';

const nameSteps = [
  [24, 42],
  [32, 36],
  [200, 30],
] as const;

/** Ten rows, best first; a rank that has climbed is seen climbing. SPEC H14, H15. */
export function BoardCue({ stage, cue }: { stage: StageView; cue: Extract<StageCue, { kind: 'board' }> }) {
  const { t } = useTranslation('screen');
  const { local, number } = useFormat();
  return (
    <div className={styles.board}>
      <Drum size={1200} dim className={styles.ground} />
      <header className={styles.head}>
        <h1>{cue.title ? local(cue.title) : t(cue.of === 'teams' ? 'show.teams' : 'show.board')}</h1>
        <p>
          {cue.of === 'teams' && cue.bestOf !== null
            ? t('show.bestOf', { value: number(cue.bestOf) })
            : t('show.boardOf', { count: cue.total, value: number(cue.total) })}
        </p>
        {stage.frozen && <b className={styles.frozen}>{t('show.frozen')}</b>}
      </header>
      {cue.rows.length === 0 ? (
        <p className={styles.empty}>{t('show.boardEmpty')}</p>
      ) : (
        <ol className={styles.rows}>
          {cue.rows.map((row, at) => (
            <Row key={row.playerId ?? row.name} row={row} at={at} speed={stage.rules.mode === 'speed'} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Row({ row, at, speed }: { row: BoardRow; at: number; speed: boolean }) {
  const { t } = useTranslation('screen');
  const { number, duration } = useFormat();
  // From where it stood before: at most from below the last row.
  const from = row.wasRank === null ? 11 : Math.min(11, row.wasRank - 1);
  const climbed = row.wasRank === null ? 0 : row.wasRank - row.rank;
  return (
    <li className={styles.row} data-rank={row.rank} style={{ '--from': from - at } as CSSProperties}>
      <span className={styles.rank}>{number(row.rank)}</span>
      <span className={styles.move} data-way={climbed > 0 ? 'up' : climbed < 0 ? 'down' : undefined}>
        {climbed !== 0 && number(Math.abs(climbed))}
      </span>
      <span className={styles.name} style={{ fontSize: fitSize(row.name, nameSteps) }}>
        {row.name}
      </span>
      <span className={styles.unit}>{row.unitName}</span>
      <span className={styles.points}>
        <span>{row.members === null ? number(row.points) : number(row.points, 1)}</span>
        {!speed && row.members === null && <small>{t('show.rightIn', { time: duration(row.elapsedMs) })}</small>}
      </span>
    </li>
  );
}
