import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import { useCallback, useEffect, useState } from 'react';
import { getJson } from './api.ts';

export type Loaded<T> = { value: T | null; refusal: Refusal | null; loading: boolean; again: () => void };
type Answered<T> = { path: string; answer: Result<T> };

/**
 * The value at a path, fetched once and again on demand. It stays while it is fetched anew and through an outage; a path
 * of null fetches nothing.
 */
export function useLoaded<T>(path: string | null): Loaded<T> {
  const [answered, setAnswered] = useState<Answered<T> | null>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round fetches again
  useEffect(() => {
    if (path === null) return;
    let left = false;
    void getJson<T>(path).then((answer) => {
      if (left) return;
      const outage = !answer.ok && ['unavailable', 'busy'].includes(answer.refusal.code);
      setAnswered((before) => (outage && before?.path === path && before.answer.ok ? before : { path, answer }));
    });
    return () => {
      left = true;
    };
  }, [path, round]);
  const answer = answered?.path === path ? answered.answer : null;
  return {
    value: answer?.ok ? answer.value : null,
    refusal: answer && !answer.ok ? answer.refusal : null,
    loading: path !== null && answer === null,
    again: useCallback(() => setRound((n) => n + 1), []),
  };
}

/** What was loaded last, while the next is on its way: a list does not vanish under the typing. */
export function useLast<T>(value: T | null): T | null {
  const [last, setLast] = useState(value);
  useEffect(() => {
    if (value) setLast(value);
  }, [value]);
  return value ?? last;
}
