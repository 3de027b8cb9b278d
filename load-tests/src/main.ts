import { type Flags, readFlags } from './flags.ts';
import type { Outcome, Report } from './report/report.ts';
import { combineReports, printReport } from './report/results-file.ts';
import { runAttack } from './run-attack.ts';
import { runBank } from './run-bank.ts';
import { runCost } from './run-cost.ts';
import { runFaults } from './run-faults.ts';
import { runProof } from './run-proof.ts';
import { runRound } from './run-round.ts';
import { runRush } from './run-rush.ts';
import { runScreen } from './run-screen.ts';
import { runShow } from './run-show.ts';
import { runSoak } from './run-soak.ts';
import { runStanding } from './run-standing.ts';
import { runStart } from './run-start.ts';
import { runUnits } from './run-units.ts';
import { onLeaving } from './stage/on-exit.ts';

/** npm run load: each run with stores and a server of its own, taken away again; then the figures are printed and saved. */

const argv = process.argv.slice(2);
let wanted: Flags;
try {
  wanted = readFlags(argv);
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exit(2);
}

let leaving = onLeaving();
function run(flags: Flags): Promise<Outcome> {
  if (flags.run === 'round') return runRound(flags.flags, leaving);
  if (flags.run === 'show') return runShow(flags.flags, leaving);
  if (flags.run === 'units') return runUnits(flags.flags, leaving);
  if (flags.run === 'rush') return runRush(flags.flags, leaving);
  if (flags.run === 'faults') return runFaults(flags.flags, leaving);
  if (flags.run === 'soak') return runSoak(flags.flags, leaving);
  if (flags.run === 'attack') return runAttack(flags.flags, leaving);
  if (flags.run === 'start') return runStart(flags.flags, leaving);
  if (flags.run === 'bank') return runBank(flags.flags, leaving);
  if (flags.run === 'proof') return runProof(flags.flags, leaving);
  if (flags.run === 'screen') return runScreen(flags.flags, leaving);
  if (flags.run === 'cost') return runCost(flags.flags, leaving);
  return runStanding(flags.flags, leaving);
}

async function runAll(): Promise<boolean> {
  const { runs, save } = wanted.flags;
  const reports: Report[] = [];
  let whole = true;
  for (let at = 1; at <= runs; at++) {
    if (runs > 1) process.stdout.write(`run ${at} of ${runs}\n`);
    leaving = onLeaving();
    const outcome = await run(wanted);
    await leaving.leave();
    reports.push(outcome.report);
    whole &&= outcome.whole;
  }
  const [first, ...others] = reports;
  if (first) printReport(combineReports([first, ...others]), ['npm run load --', ...argv].join(' '), save);
  return whole;
}

const giveUp = (why: unknown): void => {
  process.stderr.write(`${why instanceof Error ? (why.stack ?? why.message) : String(why)}\n`);
  void leaving.leave().finally(() => process.exit(1));
};
// Whoever reads the output may leave before the end; what was started is taken away all the same.
process.stderr.on('error', () => undefined);
process.stdout.once('error', giveUp).on('error', () => undefined);
for (const cause of ['SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection'] as const)
  process.once(cause, giveUp);
try {
  process.exitCode = (await runAll()) ? 0 : 1;
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
  process.exitCode = 1;
} finally {
  await leaving.leave();
}
process.exit();
