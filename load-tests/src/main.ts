import { type Flags, readFlags } from './flags.ts';
import { runRound } from './run-round.ts';
import { runShow } from './run-show.ts';
import { runStanding } from './run-standing.ts';
import { onLeaving } from './stage/on-leaving.ts';

/** npm run load: one run, its stores and server started and taken away again, its figures printed and kept. */

const argv = process.argv.slice(2);
let asked: Flags;
try {
  asked = readFlags(argv);
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exit(2);
}
const command = ['npm run load --', ...argv].join(' ');

const leaving = onLeaving();
function run(flags: Flags): Promise<boolean> {
  if (flags.run === 'round') return runRound(flags.flags, command, leaving);
  if (flags.run === 'show') return runShow(flags.flags, command, leaving);
  return runStanding(flags.flags, command, leaving);
}
const giveUp = (why: unknown): void => {
  process.stderr.write(`${why instanceof Error ? (why.stack ?? why.message) : String(why)}\n`);
  void leaving.leave().finally(() => process.exit(1));
};
for (const cause of ['SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection'] as const)
  process.once(cause, giveUp);
try {
  const good = await run(asked);
  process.exitCode = good ? 0 : 1;
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
  process.exitCode = 1;
} finally {
  await leaving.leave();
}
process.exit();
