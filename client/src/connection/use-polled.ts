import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useEffect, useState } from 'react';
import { getJson } from './api.ts';

/**
 * The value at a path, fetched again and again while the page is visible; a cache between may answer. Each device waits a
 * little more or less than the others, so that a crowd does not fetch at once. The value stays through an outage.
 *
 * Units  everyMs in milliseconds; a path of null fetches nothing.
 */
export function usePolled<T>(path: string | null, everyMs: number): { value: T | null; refusal: Refusal | null } {
  const [answered, setAnswered] = useState<{ path: string; value: T | null; refusal: Refusal | null } | null>(null);
  useEffect(() => {
    if (path === null) return;
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = () => {
      clearTimeout(timer);
      if (!left && !document.hidden) timer = setTimeout(poll, everyMs * (0.8 + Math.random() * 0.4));
    };
    const poll = () => {
      void getJson<T>(path).then((answer) => {
        if (left) return;
        setAnswered((before) => {
          const value = answer.ok ? answer.value : before?.path === path ? before.value : null;
          return { path, value, refusal: answer.ok ? null : answer.refusal };
        });
        next();
      });
    };
    const onVisibility = () => (document.hidden ? clearTimeout(timer) : poll());
    document.addEventListener('visibilitychange', onVisibility);
    poll();
    return () => {
      left = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [path, everyMs]);
  return answered?.path === path ? answered : { value: null, refusal: null };
}
