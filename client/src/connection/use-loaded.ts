import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import { useCallback, useEffect, useState } from 'react';
import { getJson } from './api.ts';

export type Loaded<T> = { value: T | null; refusal: Refusal | null; loading: boolean; again: () => void };
type Held<T> = { path: string; answer: Result<T> };

/**
 * What stands at a path, fetched once and again on demand. What was read stays while it is read anew and through an
 * outage; null asks nothing.
 */
export function useLoaded<T>(path: string | null): Loaded<T> {
  const [held, setHeld] = useState<Held<T> | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the round asks again
  useEffect(() => {
    if (path === null) return;
    let left = false;
    void getJson<T>(path).then((answer) => {
      if (left) return;
      const outage = !answer.ok && answer.refusal.code === 'unavailable';
      setHeld((before) => (outage && before?.path === path && before.answer.ok ? before : { path, answer }));
    });
    return () => {
      left = true;
    };
  }, [path, round]);
  const answer = held?.path === path ? held.answer : null;
  return {
    value: answer?.ok ? answer.value : null,
    refusal: answer && !answer.ok ? answer.refusal : null,
    loading: path !== null && answer === null,
    again: useCallback(() => setRound((n) => n + 1), []),
  };
}
