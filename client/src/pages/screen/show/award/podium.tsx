import type { AwardCall, AwardWinner } from '@hoithi/shared/contract/show-award';
import { prizeValue } from '../../../../ui/prize-value.ts';
import { useFormat } from '../../../../ui/use-format.ts';
import { SecondWords, useSecond } from '../second-words.tsx';
import styles from './page.module.css';

/** The first three prizes on their steps, the first in the middle. */
export function Podium({ calls }: { calls: readonly AwardCall[] }) {
  const steps = [1, 0, 2].map((place) => calls.filter((call) => call.place === place));
  return (
    <div className={styles.podium}>
      {steps.map(([first, ...others]) =>
        first ? (
          <Step
            key={first.place}
            call={first}
            winners={[...others.reverse(), first].flatMap(({ winners }) => winners)}
          />
        ) : null,
      )}
    </div>
  );
}

function Step({ call, winners }: { call: AwardCall; winners: readonly AwardWinner[] }) {
  const format = useFormat();
  const second = useSecond();
  const value = prizeValue(call.value, format);
  return (
    <section className={styles.step} data-place={call.place}>
      <ul>
        {winners.map((winner) => (
          <li key={`${winner.rank} ${winner.name}`}>
            <b>{winner.name}</b>
            {winner.unitName && <span>{winner.unitName}</span>}
          </li>
        ))}
      </ul>
      <div className={styles.block}>
        <h2>
          {format.local(call.prize)}
          <SecondWords words={second(call.prize)} />
        </h2>
        {value !== null && <p>{value}</p>}
      </div>
    </section>
  );
}
