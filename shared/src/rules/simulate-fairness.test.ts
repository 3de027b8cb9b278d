import { describe, expect, it } from 'vitest';
import { suggestedLagCredit } from './lag-credit.ts';
import { paces, type Setting, shareOfWins, showSetting } from './simulate-fairness.ts';

const rounds = 1_000;
const near = { roundTripMs: 20, claimMs: 0 };
const far = { roundTripMs: 400, claimMs: 0 };
const claims = [200, 400, 800];
const paceNames = Object.keys(paces) as (keyof typeof paces)[];

/** Shares in percent: of the far one against the near one; and what a near one gains at most by holding pongs back. */
function judge(setting: Setting, pace: keyof typeof paces, right: number) {
  const stage = { setting, pace: paces[pace], right, questions: 15 };
  const share = (first: typeof near) =>
    100 * shareOfWins(stage, first, near, rounds, `${setting.play} ${pace} ${right}`);
  const honest = share(near);
  return {
    far: share(far),
    liarGains: Math.max(...claims.map((claimMs) => share({ roundTripMs: 20, claimMs }))) - honest,
  };
}

const paper: Setting = { play: 'paper', time: { resolution: 'second', lagCredit: suggestedLagCredit } };
const reached: [string, Setting][] = [
  ['an attempt on paper with the suggested credit', paper],
  ['a show by speed', showSetting({})],
  ['a show by right answers, then time', showSetting({ mode: 'accuracy' })],
];

describe('two equally able people, 20 ms and 400 ms away, 15 questions, 1,000 rounds', () => {
  for (const [name, setting] of reached)
    for (const pace of paceNames)
      for (const right of [1, 0.8])
        it(`[T7] ${name}, ${pace}, ${100 * right} % right: the far one wins 45 to 55 %, a liar gains at most 5 points`, () => {
          const { far: farWins, liarGains } = judge(setting, pace, right);
          expect(farWins).toBeGreaterThanOrEqual(45);
          expect(farWins).toBeLessThanOrEqual(55);
          expect(liarGains).toBeLessThanOrEqual(5);
        });

  const oneByOne = (quotaMs: number, refillMs: number): Setting => ({
    play: 'one-by-one',
    time: { resolution: 'second', lagCredit: { quotaMs, refillMs } },
  });
  it('[T7] one by one no credit reaches it where questions are answered at once: what helps the far one helps a liar', () => {
    for (const [quotaMs, refillMs] of [
      [0, 0],
      [400, 50],
      [400, 200],
      [1000, 400],
    ] as const) {
      const { far: farWins, liarGains } = judge(oneByOne(quotaMs, refillMs), 'quick', 1);
      expect(farWins < 45 || liarGains > 5, `${quotaMs}/${refillMs}: ${farWins} ${liarGains}`).toBe(true);
    }
  });
  it('[T7] fine times in a show do not reach it either', () => {
    for (const quotaMs of [0, 200, 600]) {
      const fine = showSetting({ timeStepMs: 100, fullUnderMs: 500, lagCredit: { quotaMs, refillMs: quotaMs / 2 } });
      const { far: farWins, liarGains } = judge(fine, 'quick', 1);
      expect(farWins < 45 || liarGains > 5, `${quotaMs}: ${farWins} ${liarGains}`).toBe(true);
    }
  });
});
