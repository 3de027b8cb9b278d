import { faultsOf } from './audit/audit.ts';
import { auditLedger } from './audit/audit-ledger.ts';
import { gatherCrowd } from './crowd/crowd.ts';
import { openTally } from './crowd/tally.ts';
import type { SoakFlags } from './flags.ts';
import { measureBareCommit } from './measure/bare-commit.ts';
import { openSampler, windowBetween } from './measure/sampler.ts';
import { slopeOf } from './measure/slope.ts';
import { countsOf, latencyOf, mebibytes, microseconds, share } from './report/figures.ts';
import type { Line, Outcome } from './report/report.ts';
import type { Leaving } from './stage/on-exit.ts';
import { log, openRigWithServer } from './stage/open-rig.ts';
import { enterAsOrganizer, makeContest, shortRules } from './stage/organizer.ts';
import { addPeople } from './stage/people-by-sql.ts';

/** The first third fills caches and the young generation; the slope is that of the rest. */
const warmPart = 1 / 3;

/** People come, sit an attempt and go, at one rate for a long while: does the server's memory level out? */
export async function runSoak(flags: SoakFlags, leaving: Leaving): Promise<Outcome> {
  const { stores, server, storeNamed } = await openRigWithServer(flags.profileDir, leaving);
  const bareCommit = await measureBareCommit(stores.db);
  const organizer = await enterAsOrganizer(server);
  const rules = { ...shortRules(flags.questions, 'one-by-one'), perRound: 1 };
  const stage = await makeContest(server, organizer, rules, '46');
  organizer.close();
  const people = Math.max(1, Math.round(flags.startsPerSecond * flags.seconds));
  const cookies = await addPeople(stores.db, stage, people);

  const tally = openTally();
  const crowd = gatherCrowd(server.url, stage, tally, flags.thinkMs, 0);
  leaving.undo(() => crowd.leave());
  await crowd.watchClock();
  const sampler = openSampler({ server: server.pid, stores: [stores.postgres.pid] }, () => tally);
  leaving.undo(() => sampler.stop());
  log(`${flags.startsPerSecond} starts a second for ${flags.seconds} s`);
  const begun = sampler.take();
  const sat = crowd.sitAll(cookies, flags.startsPerSecond);
  await sat.started;
  const steadyEnd = sampler.take();
  await sat.over;
  sampler.stop();
  crowd.leave();

  log('the audit');
  const audit = await auditLedger(stores.db, tally.sittings);
  const warmAtMs = begun.atMs + (steadyEnd.atMs - begun.atMs) * warmPart;
  const steady = sampler.samples.filter(({ atMs }) => atMs >= warmAtMs && atMs <= steadyEnd.atMs);
  const perMs = slopeOf(steady.map(({ atMs, serverRss }) => ({ x: atMs, y: serverRss })));
  const perAttempt = slopeOf(steady.map(({ submitted, serverRss }) => ({ x: submitted, y: serverRss })));
  const growth = (slope: number | null, times: number, unit: string): string =>
    slope === null ? 'too short to say' : `${((slope * times) / 1024 ** 2).toFixed(2)} MiB ${unit}`;
  const window = windowBetween(begun, steadyEnd);
  const lines: Line[] = [
    { what: 'server RSS grows, after the first third', figure: growth(perMs, 60_000, 'a minute') },
    { what: 'the same for each 1,000 attempts', figure: growth(perAttempt, 1_000, 'a thousand attempts') },
    {
      what: 'server RSS at the start / after the first third / at the end / most',
      figure: [
        begun.serverRss,
        steady[0]?.serverRss ?? 0,
        steadyEnd.serverRss,
        Math.max(...sampler.samples.map(({ serverRss }) => serverRss)),
      ]
        .map(mebibytes)
        .join(' / '),
    },
    {
      what: 'samples of the slope',
      figure: `${steady.length} in ${((steadyEnd.atMs - warmAtMs) / 1000).toFixed(0)} s`,
    },
    { what: 'answer ack, p50 / p99 / max', figure: latencyOf(tally.answer.figures()) },
    { what: 'start ack', figure: latencyOf(tally.start.figures()) },
    { what: 'baseline: `clock:read`, no store', figure: latencyOf(tally.clock.figures()) },
    { what: 'baseline: one row, one commit, before the run', figure: latencyOf(bareCommit) },
    {
      what: 'while starting',
      figure: `${(window.answered / window.seconds).toFixed(0)} answers a second; server ${share(window.serverShare)}, PostgreSQL ${share(window.storeShare)}, crowd ${share(window.crowdShare)} of a core`,
    },
    { what: 'server CPU an answer, all work in it', figure: microseconds(window.serverCpuMs, window.answered) },
    { what: 'started / submitted', figure: `${tally.started} / ${tally.submitted}` },
    {
      what: 'answers acked / lost / doubled',
      figure: `${audit.answersAcked} / ${audit.answersLost} / ${audit.answersDoubled}`,
      worst: true,
    },
    { what: 'refusals', figure: countsOf(tally.refusals), worst: true },
    { what: 'connections lost, acks that never came', figure: countsOf(tally.faults), worst: true },
    { what: "warnings in the server's log", figure: `${server.complaints.length}`, worst: true },
  ];
  const whole = tally.submitted === people && faultsOf(audit) === 0;
  const notes = server.complaints.slice(0, 5).map((line) => `The server's log: \`${line.slice(0, 300)}\``);
  if (!whole) notes.unshift(`Not whole: ${tally.submitted} of ${people} handed in.`);
  return { report: { run: `Soak, ${flags.seconds} s`, store: storeNamed, lines, notes }, whole };
}
