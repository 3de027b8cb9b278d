import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import { useState } from 'react';

/** Sends one act at a time and keeps why it was refused. */
export function useAct<T>(act: () => Promise<Result<T>>, onDone: (value: T) => void) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const run = async () => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const heard = await act();
    setBusy(false);
    if (heard.ok) onDone(heard.value);
    else setRefusal(heard.refusal);
  };
  return { busy, refusal, run };
}
