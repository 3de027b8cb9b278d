import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  AnswerKept,
  AttemptReceipt,
  AttemptView,
  ContestantView,
  QuestionView,
} from '@hoithi/shared/contract/contestant';
import type { Result } from '@hoithi/shared/contract/result';
import type { Latency } from '../measure/latency.ts';
import type { Device } from '../wire/device.ts';
import { countUp, type Sitting, type Tally } from './tally.ts';

/** How long somebody thinks before each answer, in milliseconds, evenly between the two. */
export type Pace = { leastMs: number; mostMs: number };
export type Seat = { cookie: string; slug: string; roundId: string };

const resendable = new Set(['unavailable', 'fault', 'too_fast']);
const resendsMax = 5;
const resendAfterMs = 1_000;

/** Enters the contest and starts. null: it was refused, and the tally knows why. */
export async function startSitting(
  open: () => Promise<Device>,
  seat: Seat,
  tally: Tally,
): Promise<{ device: Device; view: AttemptView; sitting: Sitting } | null> {
  const begunMs = performance.now();
  const device = await open();
  tally.connected++;
  device.onLost(() => countUp(tally.faults, 'a line was lost'));
  const entered = await insist<ContestantView>(device, 'room:enter', { slug: seat.slug }, tally, null);
  if (!entered) return null;
  tally.join.record(performance.now() - begunMs);
  const view = await insist<AttemptView>(device, 'attempt:start', { roundId: seat.roundId }, tally, tally.start);
  if (!view) return null;
  tally.started++;
  const sitting: Sitting = {
    cookie: seat.cookie,
    attemptId: view.attemptId,
    answers: [],
    predicted: null,
    submitted: null,
  };
  tally.sittings.push(sitting);
  return { device, view, sitting };
}

/** Answers every question at a human pace, predicts, hands in. */
export async function sitAttempt(
  device: Device,
  view: AttemptView,
  sitting: Sitting,
  { tally, pace, latency }: { tally: Tally; pace: Pace; latency: Latency },
): Promise<void> {
  const { attemptId } = view;
  const waiting: QuestionView[] = [...view.questions];
  for (let question = waiting.shift(); question; question = waiting.shift()) {
    await think(pace);
    const option = question.options[randomInt(question.options.length)];
    const answer = {
      answerId: randomUUID(),
      questionId: question.questionId,
      optionIds: option ? [option.optionId] : [],
    };
    const kept = await insist<AnswerKept>(device, 'answer:submit', { attemptId, ...answer }, tally, latency);
    if (!kept) return;
    tally.answered++;
    sitting.answers.push(answer);
    if (kept.next) waiting.push(kept.next);
  }
  await think(pace);
  if (view.prediction.asked) {
    const value = randomInt(100, 20_000);
    const kept = await insist(device, 'prediction:submit', { attemptId, value }, tally, tally.predict);
    if (kept) sitting.predicted = value;
  }
  const receipt = await insist<AttemptReceipt>(device, 'attempt:submit', { attemptId }, tally, tally.submit);
  if (!receipt) return;
  sitting.submitted = receipt.answered;
  tally.submitted++;
}

const think = ({ leastMs, mostMs }: Pace): Promise<void> =>
  pause(leastMs + randomInt(Math.max(1, Math.round(mostMs - leastMs))));

/** Asks, and sends the very same message again where that can help. null: refused or unanswered, and counted. */
async function insist<T>(
  device: Device,
  event: string,
  message: unknown,
  tally: Tally,
  latency: Latency | null,
): Promise<T | null> {
  for (let tries = 0; ; tries++) {
    const heard = await listen<T>(device, event, message, tally);
    if (!heard) return null;
    if (heard.result.ok) {
      latency?.record(heard.tookMs);
      return heard.result.value;
    }
    const { code } = heard.result.refusal;
    countUp(tally.refusals, code);
    if (!resendable.has(code) || tries >= resendsMax) return null;
    await pause(resendAfterMs);
  }
}

async function listen<T>(
  device: Device,
  event: string,
  message: unknown,
  tally: Tally,
): Promise<{ result: Result<T>; tookMs: number } | null> {
  try {
    return await device.ask<T>(event, message);
  } catch (fault) {
    countUp(tally.faults, fault instanceof Error ? fault.message : String(fault));
    return null;
  }
}
