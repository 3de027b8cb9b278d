import { suggestedLagCredit } from '@hoithi/shared/rules/lag-credit';
import { paces, type Setting, shareOfWins, showSetting } from '@hoithi/shared/rules/simulate-fairness';

/** npm run fairness: how far each way of counting time is fair between networks; no server, the same figures every time. SPEC T7. */

const rounds = 4_000;
const near = { roundTripMs: 20, claimMs: 0 };
const far = { roundTripMs: 400, claimMs: 0 };
const claims = [200, 400, 800];

const attempt = (play: 'one-by-one' | 'paper', quotaMs: number, refillMs: number): [string, Setting] => [
  `attempt, ${play}, credit ${quotaMs}/${refillMs}`,
  { play, time: { resolution: 'second', lagCredit: { quotaMs, refillMs } } },
];
const show = (
  mode: 'speed' | 'accuracy',
  timeStepMs: 100 | 1000,
  fullUnderMs: number,
  quotaMs: number,
  refillMs: number,
): [string, Setting] => [
  `show, ${mode}, step ${timeStepMs}, even under ${fullUnderMs}, credit ${quotaMs}/${refillMs}`,
  showSetting({ mode, timeStepMs, fullUnderMs, lagCredit: { quotaMs, refillMs } }),
];

const settings: [string, Setting][] = [
  attempt('paper', 0, 0),
  attempt('paper', suggestedLagCredit.quotaMs, suggestedLagCredit.refillMs),
  attempt('paper', 500, 100),
  attempt('one-by-one', 0, 0),
  attempt('one-by-one', suggestedLagCredit.quotaMs, suggestedLagCredit.refillMs),
  attempt('one-by-one', 500, 100),
  attempt('one-by-one', 1000, 400),
  show('speed', 1000, 5000, 200, 100),
  show('speed', 1000, 3000, 200, 100),
  show('speed', 1000, 500, 200, 100),
  show('speed', 100, 500, 600, 250),
  show('accuracy', 1000, 5000, 200, 100),
  show('accuracy', 100, 500, 600, 250),
];

const percent = (share: number) => (100 * share).toFixed(1);
const write = (cells: readonly string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`);

write([
  'far wins / liar gains',
  ...Object.entries(paces).map(([name, { medianMs }]) => `${name} (${medianMs / 1000} s)`),
]);
write(['---', ...Object.keys(paces).map(() => '---')]);
for (const [name, setting] of settings) {
  const cells = Object.entries(paces).map(([pace, model]) => {
    const stage = { setting, pace: model, right: 1, questions: 15 };
    const share = (network: typeof near) => shareOfWins(stage, network, near, rounds, pace);
    const liar = Math.max(...claims.map((claimMs) => share({ roundTripMs: near.roundTripMs, claimMs })));
    return `${percent(share(far))} / ${percent(liar - share(near))}`;
  });
  write([name, ...cells]);
}
