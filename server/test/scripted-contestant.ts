import { randomUUID } from 'node:crypto';
import type {
  AnswerSaved,
  AttemptView,
  ContestantToServer,
  ContestantView,
  QuestionView,
  ServerToContestant,
} from '@hoithi/shared/contract/contestant';
import type { Result } from '@hoithi/shared/contract/result';
import type { Audience } from '@hoithi/shared/contract/rules';
import { io, type Socket } from 'socket.io-client';
import type { CachedContest, CachedRound } from '../src/contest/contests.ts';
import { findOrMakePerson, insertContestant, insertMembership, writeProfile } from '../src/people/people-sql.ts';
import type { Clock } from '../src/platform/clock/clock.ts';
import { openSession } from '../src/web/sessions-sql.ts';
import type { TestApp } from './open-test-app.ts';

type Anywhere = Pick<TestApp<Clock>, 'db' | 'clock'>;

export type Device = Socket<ServerToContestant, ContestantToServer>;
export type ScriptedContestant = { contestantId: string; personId: string; cookie: string };

let phones = 10_000_000;
/** A real, enrolled person with a session, as sign-in and enrolment would leave them. */
export async function enrolPerson(
  test: Anywhere,
  contest: CachedContest,
  name = 'Nguyễn Thị Hường',
  audience: Audience = 'OFFICIAL',
): Promise<ScriptedContestant> {
  const nowMs = test.clock.nowMs();
  const person = await findOrMakePerson(test.db, `+849${++phones}`, randomUUID(), nowMs);
  const contestantId = randomUUID();
  await insertContestant(test.db, {
    id: contestantId,
    contest_id: contest.contestId,
    person_id: person.id,
    audience,
    simulated: false,
    registered_at_ms: nowMs,
  });
  const nothing = { birth_date: null, address: null, national_id: null, email: null, job_title: null };
  await writeProfile(test.db, { contestant_id: contestantId, name, ...nothing });
  await insertMembership(test.db, contestantId, nowMs, '18070');
  const session = await openSession(test.db, { kind: 'contestant', personId: person.id }, nowMs);
  return { contestantId, personId: person.id, cookie: `hoithi_contestant=${session.token}` };
}

/** Another device of the same person: signed in on its own. */
export async function signInAgain(test: Anywhere, person: ScriptedContestant): Promise<string> {
  const session = await openSession(test.db, { kind: 'contestant', personId: person.personId }, test.clock.nowMs());
  return `hoithi_contestant=${session.token}`;
}

/** One device of a person: connected, with its first view. */
export async function connectDevice(test: { url: string }, cookie: string | null): Promise<Device> {
  const socket: Device = io(`${test.url}/contestant`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: cookie === null ? {} : { cookie },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

/** Any command with any message; the ack whole. */
export async function say<T = unknown>(device: Device, event: string, message: unknown): Promise<Result<T>> {
  return (device as unknown as { timeout(ms: number): { emitWithAck(e: string, m: unknown): Promise<Result<T>> } })
    .timeout(5_000)
    .emitWithAck(event, message);
}

export async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(`refused: ${JSON.stringify(settled.refusal)}`);
  return settled.value;
}

export const enter = (device: Device, slug: string, takeOver = true): Promise<ContestantView> =>
  must(say<ContestantView>(device, 'view:enter', { slug, takeOver }));

/** The right option of a question by the frozen key: the test may know it, the device may not. */
export function rightOptions(contest: CachedContest, question: QuestionView): string[] {
  const known = contest.bank.get(question.questionId);
  if (!known) throw new Error('the question is not in the frozen bank');
  return 'right' in known ? [...known.right] : [];
}

export function wrongOption(contest: CachedContest, question: QuestionView): string[] {
  const right = rightOptions(contest, question);
  const wrong = question.options.find((option) => !right.includes(option.optionId));
  if (!wrong) throw new Error('every option is right');
  return [wrong.optionId];
}

/** Sits one attempt over the wire: `right` right answers, each after `paceMs`. */
export async function sit(
  test: TestApp,
  contest: CachedContest,
  round: CachedRound,
  cookie: string,
  plan: { right: number; paceMs: number; prediction?: number; practice?: boolean },
): Promise<void> {
  const device = await connectDevice(test, cookie);
  await enter(device, contest.slug);
  const attempt = await must(
    say<AttemptView>(device, 'attempt:start', { roundId: round.roundId, practice: plan.practice ?? false }),
  );
  let question = attempt.questions[0] ?? null;
  for (let at = 0; question; at++) {
    test.clock.advance(plan.paceMs);
    const optionIds = at < plan.right ? rightOptions(contest, question) : wrongOption(contest, question);
    const message = {
      answerId: randomUUID(),
      attemptId: attempt.attemptId,
      questionId: question.questionId,
      optionIds,
    };
    question = (await must(say<AnswerSaved>(device, 'answer:submit', message))).next;
  }
  if (plan.prediction !== undefined && attempt.prediction.value === null) {
    await must(say(device, 'prediction:submit', { attemptId: attempt.attemptId, value: plan.prediction }));
  }
  await must(say(device, 'attempt:submit', { attemptId: attempt.attemptId }));
  device.disconnect();
}
