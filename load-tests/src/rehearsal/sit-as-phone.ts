import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { AnswerSaved, AttemptReceipt, AttemptView, QuestionView } from '@hoithi/shared/contract/contestant';
import type { ClaimedAnswer } from '@hoithi/shared/contract/rehearsal';
import type { PersonPlan } from '@hoithi/shared/rules/rehearsal/plan-crowd';
import { openPhoneConnection, type PhoneConnection, type PhonePlayer } from './phone-connection.ts';
import type { Received } from './received.ts';

const resendable = new Set(['unavailable', 'fault', 'too_fast', 'busy', 'waiting']);
const againMs = 1_000;
const lateResendMs = 5_000;

/** The run that all phones share: when it began, when it ends, how many answers are sent again for the sake of it. */
export type Run = { begunMs: number; over: () => boolean; resendPercent: number; received: Received };

/** One simulated person from joining to handing in, through everything that its plan does to its phone. SPEC Y3. */
export async function sitAsPhone(plan: PersonPlan, player: PhonePlayer, run: Run): Promise<void> {
  const { received } = run;
  const at = (ms: number): number => run.begunMs + ms;
  await pause(Math.max(0, at(plan.joinAtMs) - performance.now()));
  const connection = openPhoneConnection(player, received, run.over);
  const timers: NodeJS.Timeout[] = [];
  const later = (ms: number, act: () => void) =>
    void timers.push(setTimeout(act, Math.max(0, at(ms) - performance.now())));
  try {
    if (!(await connection.join())) return;
    received.joined++;
    const { lock, drop, slow } = plan;
    if (lock) later(lock.atMs, () => connection.leaveUntil(at(lock.backAtMs)));
    if (drop) later(drop.atMs, () => connection.leaveUntil(at(drop.backAtMs)));
    if (slow) later(slow.atMs, () => connection.holdFor(slow.untilMs - slow.atMs));
    const view = await start(connection, player, run);
    if (!view) return;
    received.started++;
    await sit(connection, view, plan, run);
  } finally {
    for (const timer of timers) clearTimeout(timer);
    connection.close();
  }
}

async function start(connection: PhoneConnection, player: PhonePlayer, run: Run): Promise<AttemptView | null> {
  const begunMs = performance.now();
  const view = await insist<AttemptView>(connection, 'attempt:start', { roundId: player.roundId }, run);
  if (view && connection.steadySince(begunMs)) run.received.start.record(performance.now() - begunMs);
  return view;
}

async function sit(connection: PhoneConnection, view: AttemptView, { thinkMs }: PersonPlan, run: Run): Promise<void> {
  const { received } = run;
  const { attemptId } = view;
  const think = () => pause(thinkMs / 2 + randomInt(Math.max(1, thinkMs)));
  const saved = new Set(view.saved.map((answer) => answer.questionId)); // the start came twice, or back after a drop
  const waiting: QuestionView[] = view.questions.filter((question) => !saved.has(question.questionId));
  for (let question = waiting.shift(); question; question = waiting.shift()) {
    await think();
    const option = question.options[randomInt(question.options.length)];
    if (!option) return;
    const answer = {
      answerId: randomUUID(),
      attemptId,
      questionId: question.questionId,
      optionIds: [option.optionId],
    };
    if (randomInt(100) < run.resendPercent) sendMoreOften(connection, answer, run);
    const sentMs = performance.now();
    const seen = await insist<AnswerSaved>(connection, 'answer:submit', answer, run);
    if (!seen) return;
    if (seen.receipt.answerId !== answer.answerId) received.countError('a receipt of another answer');
    if (connection.steadySince(sentMs)) received.answer.record(performance.now() - sentMs);
    received.noteAck(answer);
    if (seen.next) waiting.push(seen.next);
  }
  await think();
  if (view.prediction.enabled && view.prediction.value === null)
    await insist(connection, 'prediction:submit', { attemptId, value: randomInt(1, 20_000) }, run);
  if (await insist<AttemptReceipt>(connection, 'attempt:submit', { attemptId }, run)) received.submitted++;
}

/** Twice at once, and late once more: the same id is saved once and receives the same receipt. */
function sendMoreOften(connection: PhoneConnection, answer: ClaimedAnswer, run: Run): void {
  const again = async (afterMs: number): Promise<void> => {
    await pause(afterMs);
    if (run.over()) return;
    run.received.resent++;
    const seen = await connection.request<AnswerSaved>('answer:submit', answer);
    if (seen?.result.ok && seen.result.value.receipt.answerId !== answer.answerId)
      run.received.countError('a receipt of another answer');
  };
  void again(0);
  void again(lateResendMs);
}

/** Sends a command, and the very same message again for as long as that can help and the run lasts. null: it did not. */
async function insist<T>(connection: PhoneConnection, event: string, message: unknown, run: Run): Promise<T | null> {
  for (let tries = 0; !run.over(); tries++) {
    if (tries > 0) run.received.resent++;
    const seen = await connection.request<T>(event, message);
    if (!seen) {
      await pause(100); // the connection opens again by itself
      continue;
    }
    if (seen.result.ok) return seen.result.value;
    const { refusal } = seen.result;
    if (refusal.code !== 'waiting') run.received.countError(`${event}: ${refusal.code}`);
    if (!resendable.has(refusal.code)) return null;
    await pause(waitOf(refusal));
  }
  run.received.countError(`${event}: not before the end`);
  return null;
}

const waitOf = (refusal: { code: string; retryInMs?: number; pollInMs?: number }): number =>
  refusal.retryInMs ?? refusal.pollInMs ?? againMs;
