import { setTimeout as pause } from 'node:timers/promises';
import { faultsOf } from './audit/audit.ts';
import { auditLedger } from './audit/audit-ledger.ts';
import { joinRegulars, type Regulars } from './crowd/regulars.ts';
import { openTally } from './crowd/tally.ts';
import type { UnitsFlags } from './flags.ts';
import { measureBareCommit } from './measure/bare-commit.ts';
import { type Latency, measureLatency } from './measure/latency.ts';
import { openSampler, type Sampler, windowBetween } from './measure/sampler.ts';
import { watchClock } from './measure/watch-clock.ts';
import type { Outcome } from './report/report.ts';
import { linesOfUnits, type Stretch } from './report/units-report.ts';
import { measureBareFanOut } from './show/bare-fan-out.ts';
import type { Leaving } from './stage/on-exit.ts';
import { log, openRigWithServer } from './stage/open-rig.ts';
import { makeContest, openOrganizer, shortRules, takeOrganizerCookie } from './stage/organizer.ts';
import { addPeople } from './stage/people-by-sql.ts';
import { loadUnits, unitCodesOf } from './stage/unit-table.ts';
import { addLeaders, addScreenLink } from './stage/watchers-by-sql.ts';
import { auditFigures } from './watch/audit-figures.ts';
import { openViewAges } from './watch/view-ages.ts';
import { openWatchers, total, type Watchers } from './watch/watchers.ts';

/** The last figures are published within 250 ms; a slow machine gets ten times that. */
const lastViewsMs = 2_500;
const bareTimes = 5;

/** A contest of many units: the same submissions without and with leaders and screens watching, then at another rate; then the audit. */
export async function runUnits(flags: UnitsFlags, leaving: Leaving): Promise<Outcome> {
  // Here the watchers are measured, not the start queue.
  const startsPerSecond = Math.ceil(2 * Math.max(flags.attemptsPerSecond, flags.otherRate));
  const { stores, server, storeNamed } = await openRigWithServer(flags.profileDir, leaving, { startsPerSecond });
  const bareCommit = await measureBareCommit(stores.db);
  const organizerCookie = await takeOrganizerCookie(server);
  const organizer = await openOrganizer(server, organizerCookie);
  const stage = await makeContest(server, organizer, shortRules(flags.questions, 'paper'), '46');
  organizer.close();
  const codes = unitCodesOf(flags.units);
  await loadUnits(server, organizerCookie, stage.contestId, codes);
  const cookies = await addPeople(stores.db, stage, flags.persons, codes);
  const people = cookies.map((cookie, at) => ({ cookie, unitCode: codes[at % codes.length] ?? '' }));
  const watched = codes.slice(0, Math.min(flags.leaders, codes.length));
  const leaderCookies = await addLeaders(stores.db, stage.contestId, watched);
  const screenToken = await addScreenLink(stores.db, stage.contestId);

  const tally = openTally();
  const ages = openViewAges();
  const onSubmitted = (unitCode: string, atMs: number): void => {
    ages.acked(unitCode, atMs);
    ages.acked(total, atMs);
  };
  log(`${people.length} people of ${codes.length} units enter`);
  const regulars = await joinRegulars(server.url, stage, people, tally, onSubmitted);
  leaving.undo(() => regulars.leave());
  leaving.undo(await watchClock(server.url, tally.clock));
  const sampler = openSampler({ server: server.pid, stores: [stores.postgres.pid] }, () => tally);
  leaving.undo(() => sampler.stop());

  log('a second of attempts warms the server up');
  await regulars.sitAttempts(Math.ceil(flags.attemptsPerSecond), flags.attemptsPerSecond);
  await pause(lastViewsMs);
  const submit = (rate: number, watchers: Watchers | null) =>
    runStretch(rate, flags.seconds, { regulars, sampler, watchers, onStart: (own) => (tally.submit = own) });
  log(`${flags.attemptsPerSecond} attempts a second for ${flags.seconds} s, nobody watches`);
  const alone = await submit(flags.attemptsPerSecond, null);
  const age = { leaders: measureLatency(), screens: measureLatency() };
  const players = watched.map((unitCode, at) => ({ unitCode, cookie: leaderCookies[at] ?? '' }));
  const watchers = await openWatchers(server.url, { leaders: players, screens: flags.screens, screenToken }, ages, age);
  leaving.undo(() => watchers.leave());
  await pause(1_000);
  log(`the same, watched by ${players.length} leaders and ${flags.screens} screens`);
  const together = await submit(flags.attemptsPerSecond, watchers);
  log(`${flags.otherRate} attempts a second`);
  const other = await submit(flags.otherRate, watchers);
  sampler.stop();

  log('the audit');
  const [figures, audit] = [
    await auditFigures(stores.db, stage.roundId, watchers),
    await auditLedger(stores.db, tally.sittings, 'several'),
  ];
  const waiting = watchers.waiting();
  const [texts, lost] = [watchers.lastTexts(), watchers.lost()];
  watchers.leave();
  regulars.leave();
  await pause(500);
  log('the same bytes by a bare loop');
  const { spreads: bare } = await measureBareFanOut(players.length + flags.screens, texts.leader, bareTimes, leaving);

  const outcome = { flags, tally, alone, together, other, age, bare, bareCommit, figures, audit, waiting, lost, texts };
  const lines = linesOfUnits({ ...outcome, leftOut: regulars.left(), complaints: server.complaints });
  const wrong = figures.leadersWrong + figures.screensWrong + waiting + lost + regulars.left() + faultsOf(audit);
  const whole = wrong === 0 && tally.refusals.size === 0 && tally.submitted === tally.started;
  const notes = server.complaints.slice(0, 5).map((line) => `The server's log: \`${line.slice(0, 300)}\``);
  notes.unshift(
    `Rules: ${flags.questions} questions on a paper, any number of attempts, no prediction, exact figures.`,
  );
  if (!whole) notes.unshift('Not whole: see the audit, refusals and lines lost.');
  return { report: { run: `Units, ${flags.units}`, store: storeNamed, lines, notes }, whole };
}

async function runStretch(
  rate: number,
  seconds: number,
  { regulars, sampler, watchers, onStart }: StretchParts,
): Promise<Stretch> {
  const submission = measureLatency();
  onStart(submission);
  const [views, viewBytes] = [watchers?.views() ?? 0, watchers?.traffic.receivedBytes ?? 0];
  const begun = sampler.take();
  await regulars.sitAttempts(Math.max(1, Math.round(rate * seconds)), rate);
  const window = windowBetween(begun, sampler.take());
  const received = {
    views: (watchers?.views() ?? 0) - views,
    viewBytes: (watchers?.traffic.receivedBytes ?? 0) - viewBytes,
  };
  await pause(lastViewsMs);
  return { rate, window, submission, ...received };
}
type StretchParts = {
  regulars: Regulars;
  sampler: Sampler;
  watchers: Watchers | null;
  onStart(submission: Latency): void;
};
