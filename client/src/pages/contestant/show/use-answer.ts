import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useCallback, useEffect, useRef, useState } from 'react';
import { makeAnswerId } from './player-key.ts';
import type { ShowSummary } from './use-show.ts';

export type OwnAnswer = {
  asking: number;
  optionId: string;
  state: 'sending' | 'kept' | 'refused';
  refusal: Refusal | null;
};

/** Sends the choice, keeps it on the phone until it is acknowledged, and says where it stands. SPEC A3, A4, H5. */
export function useAnswer(line: ShowSummary, asking: number | null) {
  const { namespace, player, stage } = line;
  const [own, setOwn] = useState<OwnAnswer | null>(null);
  const runId = stage?.runId ?? '';
  const sending = useRef<string | null>(null);

  const send = useCallback(
    async (answer: { answerId: string; asking: number; optionId: string }) => {
      sending.current = answer.answerId;
      setOwn({ asking: answer.asking, optionId: answer.optionId, state: 'sending', refusal: null });
      const received = await namespace.send('answer:submit', answer);
      if (sending.current !== answer.answerId) return; // a later choice is on its way
      sending.current = null;
      if (readPending(runId)?.answerId === answer.answerId) storePending(runId, null);
      setOwn(
        received.ok
          ? { asking: answer.asking, optionId: received.value.optionId, state: 'kept', refusal: null }
          : { asking: answer.asking, optionId: answer.optionId, state: 'refused', refusal: received.refusal },
      );
    },
    [namespace.send, runId],
  );
  const choose = useCallback(
    (optionId: string) => {
      if (asking === null) return;
      navigator.vibrate?.(30);
      const answer = { answerId: makeAnswerId(), asking, optionId };
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

  const told: OwnAnswer | null =
    player?.answer && player.answer.asking === asking
      ? { asking: player.answer.asking, optionId: player.answer.optionId, state: 'kept', refusal: null }
      : null;
  return { own: own?.asking === asking ? own : told, told, choose };
}

/** The answer given and not yet acknowledged, kept on the phone: a page that is killed sends it again under the same id. SPEC A4. */
type PendingAnswer = { answerId: string; asking: number; optionId: string };

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
