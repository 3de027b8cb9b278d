import type { AwardStep, StageCue, StageView } from '@hoithi/shared/contract/show';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../../ui/drum.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { fitSize } from '../fit-size.ts';
import styles from './page.module.css';

/** As many as stand in the row below without taking the room of the name being called. */
const sideMax = 5;

/** One name at a time, from the lowest prize up: the prize in the dark, then the name in gold. SPEC H16. */
export function AwardCue({ stage, cue }: { stage: StageView; cue: Extract<StageCue, { kind: 'award' }> }) {
  const { t } = useTranslation('screen');
  const { local, number } = useFormat();
  const { shown, announced } = cue;
  const last = shown.at(-1) ?? null;
  const before = announced ? shown : shown.slice(0, -1);
  const side = before.slice(-sideMax).reverse();
  return (
    <div className={styles.award}>
      <header className={styles.head}>
        <h1>{local(cue.title)}</h1>
        <p>{local(stage.contestName)}</p>
      </header>
      <div className={styles.middle} key={`${shown.length}:${announced !== null}`}>
        {announced && (
          <>
            <Drum size={420} beat className={styles.drum} />
            <p className={styles.prize}>{local(announced)}</p>
          </>
        )}
        {!announced && last && <CalledName step={last} />}
        {!announced && !last && <Drum size={520} turning className={styles.drum} />}
      </div>
      {side.length > 0 && (
        <ul className={styles.side}>
          {side.map((step) => (
            <li key={`${step.rank} ${step.name}`}>
              <span>{local(step.prize)}</span>
              <b>{step.name}</b>
            </li>
          ))}
          {before.length > sideMax && (
            <li className={styles.more}>{t('show.more', { value: number(before.length - sideMax) })}</li>
          )}
        </ul>
      )}
    </div>
  );
}

function CalledName({ step }: { step: AwardStep }) {
  const { t } = useTranslation('screen');
  const { local, number, duration } = useFormat();
  return (
    <div className={styles.named}>
      <p className={styles.prize}>{local(step.prize)}</p>
      <p
        className={styles.name}
        style={{
          fontSize: fitSize(step.name, [
            [16, 168],
            [26, 128],
            [50, 96],
          ]),
        }}
      >
        {step.name}
      </p>
      {step.unitName && <p className={styles.unit}>{step.unitName}</p>}
      <p className={styles.rests}>
        {t('show.restsOn', { count: step.points, points: number(step.points), time: duration(step.elapsedMs) })}
      </p>
    </div>
  );
}
