import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { AnswerKept, AttemptReceipt, AttemptView, QuestionView } from '@hoithi/shared/contract/contestant';
import { faultsOf } from './audit/audit.ts';
import { auditLedger } from './audit/audit-ledger.ts';
import { insist } from './crowd/insist.ts';
import { startEvenly } from './crowd/start-evenly.ts';
import { countUp, openTally, type Sitting } from './crowd/tally.ts';
import type { CostFlags } from './flags.ts';
import type { Latency } from './measure/latency.ts';
import { readCpuMs, readFamilyCpuMs } from './measure/process-figures.ts';
import { countsOf, latencyOf, microseconds } from './report/figures.ts';
import type { Line, Outcome } from './report/results-file.ts';
import type { Leaving } from './stage/on-leaving.ts';
import { openRigWithServer, say } from './stage/open-rig.ts';
import { enterAsOrganizer, makeContest } from './stage/organizer.ts';
import { addPeople } from './stage/people-by-sql.ts';
import type { Device } from './wire/device.ts';
import { openLeanDevice } from './wire/lean-device.ts';

const namespace = '/contestant';
const calmMs = 1_500; // before each step: what the last one left behind is done

type Person = { cookie: string; device: Device; attempt: AttemptView | null; questions: QuestionView[] };
type Step = { what: string; latency: Latency | null; count: number; serverMs: number; storeMs: number };

/** One step of an attempt after the other, all people at one rate: what each step alone costs in processor time. */
export async function runCost(flags: CostFlags, leaving: Leaving): Promise<Outcome> {
  const rate = flags.perSecond;
  const rig = await openRigWithServer(flags.profileDir, leaving, { startsPerSecond: 10 * rate });
  const { stores, server } = rig;
  const organizer = await enterAsOrganizer(server);
  const stage = await makeContest(server, organizer, { 'questions.pacing': 'one-by-one' });
  organizer.close();
  const cookies = await addPeople(stores.db, stage, flags.persons);
  const tally = openTally();
  const sittings = new Map<Person, Sitting>();
  const people: Person[] = [];
  leaving.undo(() => people.map(({ device }) => device.close()));
  const steps: Step[] = [];
  const { idleServer, idleStore } = await measureIdle();

  async function measureIdle() {
    await pause(calmMs);
    const [begunMs, own, store] = [performance.now(), readCpuMs(server.pid), readFamilyCpuMs(stores.postgres.pid)];
    await pause(5_000);
    const wallMs = performance.now() - begunMs;
    return {
      idleServer: (readCpuMs(server.pid) - own) / wallMs,
      idleStore: (readFamilyCpuMs(stores.postgres.pid) - store) / wallMs,
    };
  }
  /** Does it for everybody, evenly; a fault is counted, and its person goes on to the next step. */
  async function step<T>(what: string, latency: Latency | null, all: readonly T[], act: (one: T) => Promise<unknown>) {
    await pause(calmMs);
    const [begunMs, own, store] = [performance.now(), readCpuMs(server.pid), readFamilyCpuMs(stores.postgres.pid)];
    const acts: Promise<unknown>[] = [];
    const begin = (one: T) =>
      act(one).catch((fault: unknown) => countUp(tally.faults, fault instanceof Error ? fault.message : `${fault}`));
    await startEvenly(all.length, rate, (at) => void acts.push(begin(all[at] as T)));
    await Promise.all(acts);
    const wallMs = performance.now() - begunMs;
    const serverMs = readCpuMs(server.pid) - own - idleServer * wallMs;
    const storeMs = readFamilyCpuMs(stores.postgres.pid) - store - idleStore * wallMs;
    steps.push({ what, latency, count: all.length, serverMs, storeMs });
    say(`${what}: ${microseconds(serverMs, all.length)} server, ${microseconds(storeMs, all.length)} PostgreSQL`);
  }
  async function answer(person: Person): Promise<void> {
    const [question, attempt] = [person.questions.shift(), person.attempt];
    if (!question || !attempt) return;
    const option = question.options[randomInt(question.options.length)];
    const given = {
      answerId: randomUUID(),
      questionId: question.questionId,
      optionIds: option ? [option.optionId] : [],
    };
    const message = { attemptId: attempt.attemptId, ...given };
    const kept = await insist<AnswerKept>(person.device, 'answer:submit', message, tally, tally.answer);
    if (!kept) return;
    sittings.get(person)?.answers.push(given);
    if (kept.next) person.questions.push(kept.next);
  }

  await step('connecting', null, cookies, async (cookie) => {
    const device = await openLeanDevice({ url: server.url, namespace, cookie, traffic: tally.traffic });
    device.onLost(() => countUp(tally.faults, 'a line was lost'));
    people.push({ cookie, device, attempt: null, questions: [] });
  });
  await step('entering, first view', tally.join, people, ({ device }) =>
    insist(device, 'room:enter', { slug: stage.slug }, tally, tally.join),
  );
  await step('start', tally.start, people, async (person) => {
    const started = { roundId: stage.roundId };
    const attempt = await insist<AttemptView>(person.device, 'attempt:start', started, tally, tally.start);
    if (!attempt) return;
    person.attempt = attempt;
    person.questions.push(...attempt.questions);
    const { attemptId } = attempt;
    sittings.set(person, { cookie: person.cookie, attemptId, answers: [], predicted: null, submitted: null });
  });
  const rounds = people[0]?.attempt?.questionCount ?? 0;
  await step('answer', tally.answer, Array.from({ length: rounds }, () => people).flat(), answer);
  await step('prediction', tally.predict, people, async (person) => {
    const value = randomInt(100, 20_000);
    const message = { attemptId: person.attempt?.attemptId, value };
    const sitting = sittings.get(person);
    if ((await insist(person.device, 'prediction:submit', message, tally, tally.predict)) && sitting)
      sitting.predicted = value;
  });
  await step('submission', tally.submit, people, async (person) => {
    const message = { attemptId: person.attempt?.attemptId };
    const receipt = await insist<AttemptReceipt>(person.device, 'attempt:submit', message, tally, tally.submit);
    const sitting = sittings.get(person);
    if (receipt && sitting) sitting.submitted = receipt.answered;
  });

  const audit = await auditLedger(stores.db, [...sittings.values()]);
  const submitted = [...sittings.values()].filter((sitting) => sitting.submitted === rounds).length;
  const lines: Line[] = [
    ...steps.flatMap(({ what, latency, count, serverMs, storeMs }) => [
      {
        what: `${what} (${count}): CPU server / PostgreSQL`,
        figure: `${microseconds(serverMs, count)} / ${microseconds(storeMs, count)}`,
      },
      ...(latency ? [{ what: `${what}: ack p50 / p99 / max`, figure: latencyOf(latency.figures()) }] : []),
    ]),
    {
      what: 'idle before: CPU server / PostgreSQL, a second',
      figure: `${Math.round(idleServer * 1000)} / ${Math.round(idleStore * 1000)} ms`,
    },
    { what: 'lost or doubled in the ledger', figure: `${faultsOf(audit)}`, worst: true },
    { what: 'refusals', figure: countsOf(tally.refusals), worst: true },
    { what: 'lines lost, acks that stayed away', figure: countsOf(tally.faults), worst: true },
    { what: "warnings in the server's log", figure: `${server.complaints.length}`, worst: true },
  ];
  const whole = submitted === flags.persons && faultsOf(audit) === 0;
  const notes = server.complaints.slice(0, 5).map((line) => `The server's log: \`${line.slice(0, 300)}\``);
  if (!whole) notes.unshift(`Not whole: ${submitted} of ${flags.persons} answered all and handed in.`);
  return { report: { run: `Cost, ${rate} a second`, store: rig.storeNamed, lines, notes }, whole };
}
