import { setTimeout as pause } from 'node:timers/promises';
import type { AnswerSaved, AttemptReceipt, AttemptView, ContestantView } from '@hoithi/shared/contract/contestant';
import type { Sitting } from '../crowd/tally.ts';
import type { Stage } from '../stage/organizer.ts';
import type { Device, Received } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import type { Audit } from './audit.ts';

const atOnce = 16;

/**
 * Queries a server that has been stopped and started again: every acknowledged answer is sent once more by its id and has
 * to be known as saved, and each attempt has to count as many answers as were acknowledged.
 * Source: SPEC A4. For the embedded store, which nobody else may open.
 */
export async function auditByResend(url: string, stage: Stage, sittings: readonly Sitting[]): Promise<Audit> {
  const audit: Audit = {
    answersAcked: sittings.reduce((sum, sitting) => sum + sitting.answers.length, 0),
    attemptsAcked: sittings.length,
    answersLost: 0,
    answersDoubled: 0,
    attemptsLost: 0,
    attemptsDoubled: 0,
    submissionsLost: 0,
    predictionsLost: 0,
  };
  let next = 0;
  const work = async (): Promise<void> => {
    for (let sitting = sittings[next++]; sitting; sitting = sittings[next++])
      await auditSitting(url, stage, sitting, audit);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return audit;
}

async function auditSitting(url: string, stage: Stage, sitting: Sitting, audit: Audit): Promise<void> {
  const device = await openLeanDevice({ url, namespace: '/contestant', cookie: sitting.cookie });
  try {
    const { attemptId } = sitting;
    const entered = await device.request<ContestantView>('view:enter', { slug: stage.slug });
    if (!entered.result.ok) throw new Error(`view:enter was refused: ${JSON.stringify(entered.result.refusal)}`);
    const own = entered.result.value.mine.find((round) => round.roundId === stage.roundId);
    const open: AttemptView | null = entered.result.value.attempt;
    const receipt: AttemptReceipt | undefined = own?.receipts.find((each) => each.attemptId === attemptId);
    if (!receipt && open?.attemptId !== attemptId) audit.attemptsLost++;
    if ((own?.receipts.length ?? 0) + (open ? 1 : 0) > 1) audit.attemptsDoubled++;
    if (sitting.submitted !== null && receipt?.answered !== sitting.answers.length) audit.submissionsLost++;
    if (sitting.predicted !== null && own?.prediction !== sitting.predicted) audit.predictionsLost++;

    for (const answer of sitting.answers) {
      const received = await resend(device, { attemptId, ...answer });
      const saved = received.result.ok ? received.result.value : null;
      const same = saved?.receipt.repeated && saved.receipt.answerId === answer.answerId;
      if (!same) audit.answersLost++;
      else if (saved.answered > sitting.answers.length) audit.answersDoubled++;
    }
  } finally {
    device.close();
  }
}

/** Repeats as long as the connection's rate limit says to wait. */
async function resend(device: Device, message: unknown): Promise<Received<AnswerSaved>> {
  for (;;) {
    const received = await device.request<AnswerSaved>('answer:submit', message);
    if (received.result.ok || received.result.refusal.code !== 'too_fast') return received;
    await pause(received.result.refusal.retryInMs);
  }
}
