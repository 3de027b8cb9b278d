import type { AnswerSaved, SubmitAnswer } from '@hoithi/shared/contract/contestant';
import type { RoundCard } from '@hoithi/shared/contract/public';
import { accept, type Result } from '@hoithi/shared/contract/result';
import type { PreviewSitting } from '@hoithi/shared/rulebook/preview/preview-sitting';
import type { Transport } from '../../../connection/transport.ts';

type Receive = (message: unknown) => void;

/**
 * What a contestant's pages are connected to while somebody looks at a draft: the sitting in this page's memory. Nothing leaves the
 * page. SPEC J22.
 */
export function previewTransport(
  sitting: PreviewSitting,
  nowMs: () => number,
  others: readonly RoundCard[],
): Transport {
  const listeners = new Map<string, Receive>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const view = () => sitting.view(others);
  const wait = () => {
    clearTimeout(timer);
    const dueAtMs = sitting.dueAtMs();
    if (dueAtMs !== null) timer = setTimeout(ring, Math.max(0, dueAtMs - nowMs()));
  };
  const ring = () => {
    const receipt = sitting.tick();
    if (receipt) listeners.get('attempt:submitted')?.(receipt);
    listeners.get('view')?.(view());
    wait();
  };
  const answers: Record<string, (message: never) => Result<unknown>> = {
    'view:enter': () => accept(view()),
    'clock:read': () => accept({ serverNowMs: nowMs() }),
    'attempt:start': () => sitting.start(),
    'answer:submit': (message: SubmitAnswer): Result<AnswerSaved> => sitting.answer(message),
    'prediction:submit': ({ value }: { value: number }) => sitting.predict(value),
    'attempt:submit': () => sitting.submit(),
    'attempt:review': ({ attemptId }: { attemptId: string }) => sitting.review(attemptId),
  };
  return {
    isConnected: () => true,
    emit: (event, message, onAck) => {
      const answer = answers[event];
      if (!answer) return;
      onAck(answer(message as never));
      wait();
    },
    on: (event, listener) => void listeners.set(event, listener),
    onConnect: (listener) => queueMicrotask(listener),
    onDisconnect: () => undefined,
    onRefused: () => undefined,
    renew: () => undefined,
    close: () => clearTimeout(timer),
  };
}
