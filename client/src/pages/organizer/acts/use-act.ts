import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import { useState } from 'react';

/** Sends one act at a time and stores its refusal. */
export function useAct<T>(act: () => Promise<Result<T>>, onDone: (value: T) => void) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = async () => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const received = await act();
    setBusy(false);
    if (received.ok) onDone(received.value);
    else setRefusal(received.refusal);
  };
  return { busy, refusal, run };
}
