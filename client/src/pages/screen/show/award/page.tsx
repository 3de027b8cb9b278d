import type { StageCue, StageView } from '@hoithi/shared/contract/show';
import type { AwardCall } from '@hoithi/shared/contract/show-award';
import { useTranslation } from 'react-i18next';
import { Drum } from '../../../../ui/drum.tsx';
import { GoldRain } from '../../../../ui/gold-rain.tsx';
import { useFormat } from '../../../../ui/use-format.ts';
import { SecondWords, useSecond } from '../second-words.tsx';
import { useFitted } from '../use-fitted.ts';
import { CalledGroup, CalledName } from './called.tsx';
import { Honour } from './honour.tsx';
import styles from './page.module.css';
import { Podium } from './podium.tsx';
import { PrizeWords } from './prize-words.tsx';

/** As many as stand in the row below without taking the room of the name being called. */
const sideMax = 5;

type AwardStage = Extract<StageCue, { kind: 'award' }>;

/**
 * Called from the lowest prize up: the prize in the dark, then the name in gold, or a group of names at once; the last one with
 * gold leaf; then the podium and the roll of honour. SPEC H16.
 */
export function AwardCue({ stage, cue }: { stage: StageView; cue: AwardStage }) {
  const { local } = useFormat();
  const second = useSecond();
  const { shown, announced, picture } = cue;
  const last = announced || picture !== 'calling' ? null : (shown.at(-1) ?? null);
  const isHighest = last !== null && cue.remaining === 0;
  const side = picture === 'calling' ? (last ? shown.slice(0, -1) : shown) : [];
  const said = `${shown.length}:${announced !== null}:${picture}`;
  const fitted = useFitted<HTMLDivElement>(said);
  return (
    <div ref={fitted} className={styles.award} data-picture={picture}>
      {(isHighest || picture === 'podium') && <GoldRain still={picture === 'podium'} />}
      <header className={styles.head}>
        <h1>
          {local(cue.title)}
          <SecondWords words={second(cue.title)} />
        </h1>
        <p>{local(stage.contestName)}</p>
      </header>
      <div className={styles.middle} key={said} data-fit>
        {picture === 'podium' && <Podium calls={shown} />}
        {picture === 'honour' && <Honour calls={shown} />}
        {announced && (
          <>
            <Drum size={420} beat className={styles.drum} />
            <PrizeWords prize={announced} persons={announced.persons} />
          </>
        )}
        {last && (last.winners.length === 1 ? <CalledName call={last} /> : <CalledGroup call={last} />)}
        {picture === 'calling' && !announced && !last && <Drum size={520} turning className={styles.drum} />}
      </div>
      {side.length > 0 && (!last || last.winners.length === 1) && <CalledBefore calls={side} />}
    </div>
  );
}

/** Who was called before, the last first. */
function CalledBefore({ calls }: { calls: readonly AwardCall[] }) {
  const { t } = useTranslation('screen');
  const { local, number } = useFormat();
  const named = calls.flatMap(({ prize, winners }) => winners.map((winner) => ({ prize, winner })));
  return (
    <ul className={styles.side}>
      {named
        .slice(-sideMax)
        .reverse()
        .map(({ prize, winner }) => (
          <li key={`${winner.rank} ${winner.name}`}>
            <span>{local(prize)}</span>
            <b>{winner.name}</b>
          </li>
        ))}
      {named.length > sideMax && (
        <li className={styles.more}>{t('show.more', { value: number(named.length - sideMax) })}</li>
      )}
    </ul>
  );
}
