import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { faultsOf } from './audit/audit.ts';
import { auditLedger } from './audit/audit-ledger.ts';
import { gatherInside } from './crowd/inside.ts';
import { gatherRush } from './crowd/rush.ts';
import { openTally } from './crowd/tally.ts';
import type { RushFlags } from './flags.ts';
import { measureBareCommit } from './measure/bare-commit.ts';
import { measureLatency } from './measure/latency.ts';
import { openSampler, windowBetween } from './measure/sampler.ts';
import { watchClock } from './measure/watch-clock.ts';
import type { Outcome } from './report/report.ts';
import { type Inside, linesOfRush } from './report/rush-report.ts';
import type { Leaving } from './stage/on-exit.ts';
import { log, openRigWithServer } from './stage/open-rig.ts';
import { enterAsOrganizer, makeContest, shortRules } from './stage/organizer.ts';
import { addPeople } from './stage/people-by-sql.ts';

const questions = 36;
const settleMs = 2_000;

const openInside = (): Inside => ({ answer: measureLatency(), clock: measureLatency() });

/** Some people answer all the time; then a crowd that waits on the page presses start within seconds. */
export async function runRush(flags: RushFlags, leaving: Leaving): Promise<Outcome> {
  const { stores, server, storeNamed } = await openRigWithServer(
    flags.profileDir,
    leaving,
    flags.admitted === null ? {} : { startsPerSecond: flags.admitted },
  );
  const bareCommit = await measureBareCommit(stores.db);
  const organizer = await enterAsOrganizer(server);
  const rules = { ...shortRules(questions, 'one-by-one'), perRound: 1 };
  const stage = await makeContest(server, organizer, rules, '46');
  organizer.close();
  const cookies = await addPeople(stores.db, stage, flags.inside + flags.persons);

  const tally = openTally();
  log(`${flags.persons} people come to the page and wait`);
  const rush = await gatherRush(server.url, stage, cookies.slice(flags.inside), tally);
  leaving.undo(() => rush.leave());
  const inside = gatherInside(server.url, stage, tally, flags.thinkMs);
  leaving.undo(() => inside.leave());
  log(`${flags.inside} people start and go on answering`);
  await inside.enter(cookies.slice(0, flags.inside));
  await pause(settleMs);

  const [before, during] = [openInside(), openInside()];
  let clock = before.clock;
  leaving.undo(await watchClock(server.url, { record: (tookMs) => clock.record(tookMs), figures: () => null }));
  const sampler = openSampler({ server: server.pid, stores: [stores.postgres.pid] }, () => tally);
  leaving.undo(() => sampler.stop());
  log(`${flags.withinSeconds} s without the rush`);
  inside.record(before.answer);
  const calm = sampler.take();
  await pause(flags.withinSeconds * 1_000);
  log(`${flags.persons} people press start within ${flags.withinSeconds} s`);
  clock = during.clock;
  inside.record(during.answer);
  const begun = sampler.take();
  const pressed = await rush.pressAll(() => randomInt(Math.round(flags.withinSeconds * 1_000)));
  const over = sampler.take();
  sampler.stop();
  await inside.end();
  inside.leave();
  rush.leave();

  log('the audit');
  const audit = await auditLedger(stores.db, tally.sittings);
  const lines = linesOfRush({
    flags,
    tally,
    audit,
    bareCommit,
    before,
    during,
    pressed,
    calm: windowBetween(calm, begun),
    rush: windowBetween(begun, over),
    complaints: server.complaints,
  });
  const whole = pressed.began === flags.persons && faultsOf(audit) === 0 && tally.faults.size === 0;
  const notes = server.complaints.slice(0, 5).map((line) => `The server's log: \`${line.slice(0, 300)}\``);
  if (!whole) notes.unshift(`Not whole: ${pressed.began} of ${flags.persons} came to their first question.`);
  return {
    report: { run: `Rush, ${flags.persons} in ${flags.withinSeconds} s`, store: storeNamed, lines, notes },
    whole,
  };
}
