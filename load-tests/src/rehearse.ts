import { type RehearseFlags, readRehearseFlags } from './rehearsal/rehearse-flags.ts';
import { RehearsalEnded, runCrowd } from './rehearsal/run-crowd.ts';
import { takeKey } from './rehearsal/server-connection.ts';

/** npm run rehearse: the crowd of a rehearsal, against a running server. Ends with 0: passed, 1: not, 2: not begun. */

const log = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (fault: unknown): void =>
  void process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);

async function main(flags: RehearseFlags): Promise<number> {
  const taken = await takeKey(flags.url, flags.key);
  log(`${taken.workload.people} people for ${taken.workload.seconds} s against ${flags.url}`);
  const { passed, checks } = await runCrowd(flags.url, taken, log);
  for (const { id, measured, limit, passed: good } of checks)
    log(
      `${good ? 'pass' : 'FAIL'}  ${id.padEnd(10)} ${measured === null ? '-' : Math.round(measured)} (limit ${limit})`,
    );
  log(passed ? 'passed: this workload, on this machine, at this time' : 'NOT passed');
  return passed ? 0 : 1;
}

let flags: RehearseFlags;
try {
  flags = readRehearseFlags(process.argv.slice(2), process.env);
} catch (fault) {
  complain(fault);
  process.exit(2);
}
try {
  process.exitCode = await main(flags);
} catch (fault) {
  complain(fault);
  process.exitCode = fault instanceof RehearsalEnded ? 1 : 2;
}
process.exit();
