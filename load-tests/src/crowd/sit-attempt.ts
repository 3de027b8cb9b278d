import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type {
  AnswerSaved,
  AttemptReceipt,
  AttemptView,
  ContestantView,
  QuestionView,
} from '@hoithi/shared/contract/contestant';
import type { Latency } from '../measure/latency.ts';
import type { Device } from '../wire/device.ts';
import { insist } from './insist.ts';
import { countUp, type Sitting, type Tally } from './tally.ts';

/** How long somebody thinks before each answer, in milliseconds, evenly between the two. */
export type Pace = { leastMs: number; mostMs: number };
export type Sitter = { tally: Tally; pace: Pace; latency: Latency; ended?: () => boolean };
export type Player = { cookie: string; slug: string; roundId: string };

/** Enters the contest and starts. null: it was refused, and the tally knows why. */
export async function startSitting(
  open: () => Promise<Device>,
  player: Player,
  tally: Tally,
): Promise<{ device: Device; view: AttemptView; sitting: Sitting } | null> {
  const begunMs = performance.now();
  const device = await open();
  tally.connected++;
  device.onLost(() => countUp(tally.faults, 'a connection was lost'));
  const entered = await insist<ContestantView>(device, 'view:enter', { slug: player.slug }, tally, null);
  if (!entered) return null;
  tally.join.record(performance.now() - begunMs);
  const view = await insist<AttemptView>(device, 'attempt:start', { roundId: player.roundId }, tally, tally.start);
  if (!view) return null;
  tally.started++;
  const sitting: Sitting = {
    cookie: player.cookie,
    attemptId: view.attemptId,
    answers: [],
    predicted: null,
    submitted: null,
  };
  tally.sittings.push(sitting);
  return { device, view, sitting };
}

/** Answers every question at a human pace, predicts, hands in. Once `ended`, nothing more is sent and the attempt stays open. */
export async function sitAttempt(
  device: Device,
  view: AttemptView,
  sitting: Sitting,
  { tally, pace, latency, ended = () => false }: Sitter,
): Promise<void> {
  const { attemptId } = view;
  const waiting: QuestionView[] = [...view.questions];
  for (let question = waiting.shift(); question; question = waiting.shift()) {
    await think(pace);
    if (ended()) return;
    const option = question.options[randomInt(question.options.length)];
    const answer = {
      answerId: randomUUID(),
      questionId: question.questionId,
      optionIds: option ? [option.optionId] : [],
    };
    const saved = await insist<AnswerSaved>(device, 'answer:submit', { attemptId, ...answer }, tally, latency);
    if (!saved) return;
    tally.answered++;
    sitting.answers.push(answer);
    if (saved.next) waiting.push(saved.next);
  }
  await think(pace);
  if (view.prediction.enabled) {
    const value = randomInt(100, 20_000);
    const saved = await insist(device, 'prediction:submit', { attemptId, value }, tally, tally.predict);
    if (saved) sitting.predicted = value;
  }
  const receipt = await insist<AttemptReceipt>(device, 'attempt:submit', { attemptId }, tally, tally.submit);
  if (!receipt) return;
  sitting.submitted = receipt.answered;
  tally.submitted++;
}

const think = ({ leastMs, mostMs }: Pace): Promise<void> =>
  pause(leastMs + randomInt(Math.max(1, Math.round(mostMs - leastMs))));
