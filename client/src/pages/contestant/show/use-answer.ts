import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useCallback, useEffect, useRef, useState } from 'react';
import { makeId } from '../../../connection/make-id.ts';
import type { ShowSummary } from './use-show.ts';

export type OwnAnswer = {
  asking: number;
  given: string;
  state: 'sending' | 'saved' | 'refused';
  refusal: Refusal | null;
};

/** Sends the choice, stores it on the phone until it is acknowledged, and reports its state. SPEC A3, A4, H5. */
export function useAnswer(show: ShowSummary, asking: number | null) {
  const { namespace, player, stage } = show;
  const [own, setOwn] = useState<OwnAnswer | null>(null);
  const runId = stage?.runId ?? '';
  const sending = useRef<string | null>(null);

  const send = useCallback(
    async (answer: { answerId: string; asking: number; given: string }) => {
      sending.current = answer.answerId;
      setOwn({ asking: answer.asking, given: answer.given, state: 'sending', refusal: null });
      const received = await namespace.send('answer:submit', answer);
      if (sending.current !== answer.answerId) return; // a later choice is being sent
      sending.current = null;
      if (readPending(runId)?.answerId === answer.answerId) storePending(runId, null);
      setOwn(
        received.ok
          ? { asking: answer.asking, given: received.value.given, state: 'saved', refusal: null }
          : { asking: answer.asking, given: answer.given, state: 'refused', refusal: received.refusal },
      );
    },
    [namespace.send, runId],
  );
  const choose = useCallback(
    (given: string) => {
      if (asking === null) return;
      navigator.vibrate?.(30);
      const answer = { answerId: makeId(), asking, given };
      storePending(runId, answer);
      void send(answer);
    },
    [asking, runId, send],
  );
  const hasPlayer = player !== null;
  const known = player?.answer?.asking === asking;
  useEffect(() => {
    if (!hasPlayer || asking === null || known || sending.current) return;
    const pending = readPending(runId);
    if (pending?.asking === asking) void send(pending);
  }, [hasPlayer, asking, known, runId, send]);

  const saved: OwnAnswer | null =
    player?.answer && player.answer.asking === asking
      ? { asking: player.answer.asking, given: player.answer.given, state: 'saved', refusal: null }
      : null;
  return { own: own?.asking === asking ? own : saved, saved, choose };
}

/** The answer not yet acknowledged, stored on the phone: a page opened again sends it under the same id. SPEC A4. */
type PendingAnswer = { answerId: string; asking: number; given: string };

const keyOf = (runId: string): string => `hoithi.show.${runId}`;

function readPending(runId: string): PendingAnswer | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(runId)) ?? 'null') as PendingAnswer | null;
  } catch {
    return null; // storage is closed or was damaged
  }
}

function storePending(runId: string, answer: PendingAnswer | null): void {
  try {
    if (answer === null) localStorage.removeItem(keyOf(runId));
    else localStorage.setItem(keyOf(runId), JSON.stringify(answer));
  } catch {
    return; // the answer then lives as long as the page
  }
}
