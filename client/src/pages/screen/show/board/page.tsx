import type { BoardRow, StageCue, StageView } from '@hoithi/shared/contract/show';
import { type CSSProperties, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../../ui/drum.tsx';
import { TeamMark } from '../../../../ui/team-mark.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { SecondWords, useSecond } from '../second-words.tsx';
import { useFitted } from '../use-fitted.ts';
import styles from './page.module.css';
import { nameScale, planBoard, shortUnit, sizesOf } from './plan-board.ts';

/** Where every name is as short as this, units get the room. */
const shortNameMax = 16;

type BoardStage = Extract<StageCue, { kind: 'board' }>;

/** As many rows as the wall holds, best first, as large as their number lets them be; a rank that has climbed is seen climbing. SPEC H14, H15. */
export function BoardCue({ stage, cue }: { stage: StageView; cue: BoardStage }) {
  const { t } = useTranslation('screen');
  const { local, number } = useFormat();
  const second = useSecond();
  const plan = useMemo(() => planBoard(cue.rows.length), [cue.rows.length]);
  const size = sizesOf(plan);
  const wall = useFitted<HTMLDivElement>(cue.rows.map((row) => row.name).join());
  const vars = {
    '--row': `calc(${plan.rowHeight} * var(--u))`,
    '--gap': `calc(${plan.gap} * var(--u))`,
    '--digits': `calc(${size.digits} * var(--u))`,
    '--unit': `calc(${size.unit} * var(--u))`,
    gridTemplateRows: `repeat(${plan.rows}, var(--row))`,
  } as CSSProperties;
  return (
    <>
      <Drum size={1200} dim className={styles.ground} />
      <div ref={wall} className={styles.board}>
        <header className={styles.head}>
          <h1>
            {cue.title ? local(cue.title) : t(cue.of === 'teams' ? 'show.teams' : 'show.board')}
            <SecondWords words={second(cue.title)} />
          </h1>
          <p>{useBoardNote(cue)}</p>
          {stage.frozen && (
            <b className={styles.frozen}>
              {cue.unfreeze
                ? t('show.unfreeze', { count: cue.unfreeze.left, value: number(cue.unfreeze.left) })
                : t('show.frozen')}
            </b>
          )}
        </header>
        {cue.rows.length === 0 ? (
          <p className={styles.empty}>{t('show.boardEmpty')}</p>
        ) : (
          <ol
            key={cue.unfreeze?.opened}
            className={styles.rows}
            data-form={plan.form}
            data-short={cue.rows.every(({ name }) => name.length <= shortNameMax) || undefined}
            style={vars}
          >
            {cue.rows.map((row, at) => (
              <Row
                key={row.playerId ?? row.name}
                row={plan.form === 'dense' && row.unitName ? { ...row, unitName: shortUnit(row.unitName) } : row}
                at={at % plan.rows}
                climbs={plan.columns === 1}
                nameSize={size.name}
                speed={stage.rules.mode === 'speed'}
                next={row.playerId !== null && row.playerId === cue.unfreeze?.playerId}
              />
            ))}
          </ol>
        )}
      </div>
    </>
  );
}

/** What the board counts: how a team's mean is made, how many are in, or of how many players these are the best. */
function useBoardNote(cue: BoardStage): string {
  const { t } = useTranslation('screen');
  const { number } = useFormat();
  if (cue.of === 'teams' && cue.bestOf !== null) return t('show.bestOf', { value: number(cue.bestOf) });
  const of = t('show.boardOf', { count: cue.total, value: number(cue.total) });
  return cue.in === null ? of : `${t('show.floor.ready', { count: cue.in, value: number(cue.in) })}, ${of}`;
}

function Row({
  row,
  at,
  climbs,
  nameSize,
  speed,
  next,
}: {
  row: BoardRow;
  at: number;
  climbs: boolean;
  nameSize: number;
  speed: boolean;
  /** It is opened with the next press. */
  next: boolean;
}) {
  const { t } = useTranslation('screen');
  const { number, duration } = useFormat();
  // From where it stood before: at most from below the last row; where there are two columns, from beside its place.
  const before = row.wasRank === null ? 11 : Math.min(11, row.wasRank - 1);
  const climbed = row.wasRank === null ? 0 : row.wasRank - row.rank;
  const from = climbs ? before - at : Math.sign(climbed);
  return (
    <li
      className={styles.row}
      data-fit
      data-rank={row.rank}
      data-status={row.status ?? undefined}
      data-hidden={row.open === false || undefined}
      data-next={next || undefined}
      style={{ '--from': from } as CSSProperties}
    >
      <span className={styles.rank}>{number(row.rank)}</span>
      <span className={styles.who}>
        <span
          className={styles.name}
          style={{ fontSize: `calc(${Math.round(nameSize * nameScale(row.name))} * var(--fit, 1) * var(--u))` }}
        >
          {row.members !== null && row.mark !== null && <TeamMark mark={row.mark} className={styles.mark} />}
          <span>{row.name}</span>
        </span>
        {row.unitName && (
          <span className={styles.unit}>
            {row.mark !== null && <TeamMark mark={row.mark} className={styles.mark} />}
            <span>{row.unitName}</span>
          </span>
        )}
      </span>
      {row.open === false ? (
        <span className={styles.hidden}>
          <span aria-hidden="true">?</span>
          <span className="unseen">{t('show.rowHidden')}</span>
        </span>
      ) : row.status === null ? (
        <Move climbed={climbed} />
      ) : (
        <Status row={row} />
      )}
      <span className={styles.points}>
        <span>{row.members === null ? number(row.points) : number(row.points, 1)}</span>
        {!speed && row.members === null && <small>{t('show.rightIn', { time: duration(row.elapsedMs) })}</small>}
      </span>
    </li>
  );
}

function Move({ climbed }: { climbed: number }) {
  const { number } = useFormat();
  return (
    <span className={styles.move} data-way={climbed > 0 ? 'up' : climbed < 0 ? 'down' : undefined}>
      {climbed !== 0 && number(Math.abs(climbed))}
    </span>
  );
}

/** Elimination: a light that is on or off, and the question at which it went out. */
function Status({ row }: { row: BoardRow }) {
  const { t } = useTranslation('screen');
  return (
    <span className={styles.status}>
      <i aria-hidden="true" />
      {row.status === 'in' ? t('show.boardIn') : t('show.boardOut', { number: row.outAt ?? '' })}
    </span>
  );
}
