import { setTimeout as pause } from 'node:timers/promises';
import { faultsOf } from './audit/audit.ts';
import { auditLedger } from './audit/audit-ledger.ts';
import { startEvenly } from './crowd/start-evenly.ts';
import { goStepByStep, type Step } from './crowd/step-by-step.ts';
import { countUp, openTally, type Tally } from './crowd/tally.ts';
import type { CostFlags } from './flags.ts';
import type { Latency } from './measure/latency.ts';
import { readCpuMs, readFamilyCpuMs } from './measure/process-figures.ts';
import { countsOf, latencyOf, microseconds } from './report/figures.ts';
import type { Line, Outcome } from './report/report.ts';
import type { Leaving } from './stage/on-exit.ts';
import { log, openRigWithServer } from './stage/open-rig.ts';
import { enterAsOrganizer, makeContest } from './stage/organizer.ts';
import { addPeople } from './stage/people-by-sql.ts';

const calmMs = 1_500; // before each step: what the last one left behind is done
const idleMs = 5_000;
const warmPart = 1 / 3; // so many more people go first, unmeasured: code that has just started is slower

type Cpu = { serverMs: number; storeMs: number };
type Measured = Cpu & { what: string; latency: Latency | null; count: number };

/** One step of an attempt after the other, all people at one rate: what each step alone costs in processor time. */
export async function runCost(flags: CostFlags, leaving: Leaving): Promise<Outcome> {
  const { persons, perSecond, questions } = flags;
  const warm = Math.round(persons * warmPart);
  const startsPerSecond = 2 * perSecond; // no start queue here
  const { stores, server, storeNamed } = await openRigWithServer(flags.profileDir, leaving, { startsPerSecond });
  const organizer = await enterAsOrganizer(server);
  const rules = { pacing: 'one-by-one' as const, questions };
  const stage = await makeContest(server, organizer, rules);
  organizer.close();
  const players = (await addPeople(stores.db, stage, warm + persons)).map((cookie) => ({ ...stage, cookie }));

  const read = (): Cpu => ({ serverMs: readCpuMs(server.pid), storeMs: readFamilyCpuMs(stores.postgres.pid) });
  const [ignored, tally] = [openTally(), openTally()];
  await goStepByStep(
    server.url,
    players.slice(persons),
    questions,
    ignored,
    stepsAt(perSecond, ignored, (_what, _latency, _count, work) => work()),
  );
  const idle = await measureIdle(read);
  const steps: Measured[] = [];
  const measure = stepsAt(perSecond, tally, async (what, latency, count, work) => {
    await pause(calmMs);
    const cost = costOf(read, idle);
    await work();
    steps.push({ what, latency, count, ...cost() });
    log(what);
  });
  const sittings = await goStepByStep(server.url, players.slice(0, persons), questions, tally, measure);

  const audit = await auditLedger(stores.db, sittings);
  const submitted = sittings.filter((sitting) => sitting.submitted === questions).length;
  const lines: Line[] = [
    ...steps.flatMap(linesOfStep),
    {
      what: 'idle: CPU server / PostgreSQL, a second',
      figure: `${Math.round(idle.serverMs * 1000)} / ${Math.round(idle.storeMs * 1000)} ms`,
    },
    { what: 'lost or doubled in the ledger', figure: `${faultsOf(audit)}`, worst: true },
    { what: 'refusals', figure: countsOf(tally.refusals), worst: true },
    { what: 'connections lost, acks that never came', figure: countsOf(tally.faults), worst: true },
    { what: "warnings in the server's log", figure: `${server.complaints.length}`, worst: true },
  ];
  const whole = submitted === persons && faultsOf(audit) === 0;
  const notes = server.complaints.slice(0, 5).map((line) => `The server's log: \`${line.slice(0, 300)}\``);
  if (!whole) notes.unshift(`Not whole: ${submitted} of ${persons} answered all and handed in.`);
  return { report: { run: `Cost, ${perSecond} a second`, store: storeNamed, lines, notes }, whole };
}

type Around = (what: string, latency: Latency | null, count: number, work: () => Promise<void>) => Promise<void>;

/** Steps at one rate; `around` does the work of each, and whatever belongs around it. */
function stepsAt(perSecond: number, tally: Tally, around: Around): Step {
  return async (what, latency, all, act) => {
    const work = async (): Promise<void> => {
      const acts: Promise<void>[] = [];
      const begin = (at: number) =>
        act(all[at] as (typeof all)[number]).catch((fault: unknown) =>
          countUp(tally.faults, fault instanceof Error ? fault.message : String(fault)),
        );
      await startEvenly(all.length, perSecond, (at) => void acts.push(begin(at)));
      await Promise.all(acts);
    };
    await around(what, latency, all.length, work);
  };
}

/** Processor time of both in a millisecond without any request. */
async function measureIdle(read: () => Cpu): Promise<Cpu> {
  await pause(calmMs);
  const cost = costOf(read, { serverMs: 0, storeMs: 0 });
  await pause(idleMs);
  const { serverMs, storeMs } = cost();
  return { serverMs: serverMs / idleMs, storeMs: storeMs / idleMs };
}

/** Begins to measure; the returned function reports what was spent since, without what idling would have taken. */
function costOf(read: () => Cpu, idle: Cpu): () => Cpu {
  const [begunMs, before] = [performance.now(), read()];
  return () => {
    const [wallMs, after] = [performance.now() - begunMs, read()];
    return {
      serverMs: after.serverMs - before.serverMs - idle.serverMs * wallMs,
      storeMs: after.storeMs - before.storeMs - idle.storeMs * wallMs,
    };
  };
}

const linesOfStep = ({ what, latency, count, serverMs, storeMs }: Measured): Line[] => [
  {
    what: `${what}, each: CPU server / PostgreSQL`,
    figure: `${microseconds(serverMs, count)} / ${microseconds(storeMs, count)} (${count})`,
  },
  ...(latency ? [{ what: `${what}: ack p50 / p99 / max`, figure: latencyOf(latency.figures()) }] : []),
];
