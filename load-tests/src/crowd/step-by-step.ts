import { randomInt, randomUUID } from 'node:crypto';
import type { AnswerSaved, AttemptReceipt, AttemptView, QuestionView } from '@hoithi/shared/contract/contestant';
import type { Latency } from '../measure/latency.ts';
import type { Device } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import { insist } from './insist.ts';
import type { Player } from './sit-attempt.ts';
import { countUp, type Sitting, type Tally } from './tally.ts';

type SignedIn = Player & { device: Device; sitting: Sitting; questions: QuestionView[] };

/** Does it once for each of `all`, at one rate, and resolves when the last one is done. */
export type Step = <T>(
  what: string,
  latency: Latency | null,
  all: readonly T[],
  act: (one: T) => Promise<void>,
) => Promise<void>;

/**
 * People go through an attempt in step: all connect, then all enter, and so on. What is refused or lost is counted, and
 * its person stays behind. Returns what each one received, and leaves.
 */
export async function goStepByStep(
  url: string,
  players: readonly Player[],
  questions: number,
  tally: Tally,
  step: Step,
): Promise<Sitting[]> {
  const people: SignedIn[] = [];
  await step('connecting', null, players, async (player) => {
    const device = await openLeanDevice({
      url,
      namespace: '/contestant',
      cookie: player.cookie,
      traffic: tally.traffic,
    });
    device.onLost(() => countUp(tally.faults, 'a connection was lost'));
    const sitting = { cookie: player.cookie, attemptId: '', answers: [], predicted: null, submitted: null };
    people.push({ ...player, device, sitting, questions: [] });
  });
  await step('entering, first view', tally.join, people, async ({ device, slug }) => {
    await insist(device, 'view:enter', { slug }, tally, tally.join);
  });
  await step('start', tally.start, people, (one) => start(one, tally));
  const begun = people.filter(({ sitting }) => sitting.attemptId !== '');
  const turns = Array.from({ length: questions }, () => begun).flat();
  await step('answer', tally.answer, turns, (one) => answer(one, tally));
  await step('prediction', tally.predict, begun, (one) => predict(one, tally));
  await step('submission', tally.submit, begun, (one) => handIn(one, tally));
  for (const { device } of people) device.close();
  return begun.map(({ sitting }) => sitting);
}

async function start({ device, sitting, questions, roundId }: SignedIn, tally: Tally): Promise<void> {
  const view = await insist<AttemptView>(device, 'attempt:start', { roundId }, tally, tally.start);
  if (!view) return;
  sitting.attemptId = view.attemptId;
  questions.push(...view.questions);
}

async function answer({ device, sitting, questions }: SignedIn, tally: Tally): Promise<void> {
  const { attemptId } = sitting;
  const question = questions.shift();
  if (!question) return countUp(tally.faults, 'a question had not come yet');
  const option = question.options[randomInt(question.options.length)];
  const given = { answerId: randomUUID(), questionId: question.questionId, optionIds: option ? [option.optionId] : [] };
  const saved = await insist<AnswerSaved>(device, 'answer:submit', { attemptId, ...given }, tally, tally.answer);
  if (!saved) return;
  sitting.answers.push(given);
  if (saved.next) questions.push(saved.next);
}

async function predict({ device, sitting }: SignedIn, tally: Tally): Promise<void> {
  const message = { attemptId: sitting.attemptId, value: randomInt(100, 20_000) };
  if (await insist(device, 'prediction:submit', message, tally, tally.predict)) sitting.predicted = message.value;
}

async function handIn({ device, sitting }: SignedIn, tally: Tally): Promise<void> {
  const message = { attemptId: sitting.attemptId };
  const receipt = await insist<AttemptReceipt>(device, 'attempt:submit', message, tally, tally.submit);
  if (receipt) sitting.submitted = receipt.answered;
}
