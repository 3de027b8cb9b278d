import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useEffect, useState } from 'react';
import { getJson } from './api.ts';

/**
 * What stands at a path, asked for again and again while the page is seen; a cache between may answer. Each device waits
 * a little more or less than the others, so that a crowd does not ask at once. What was read stays through an outage.
 *
 * Units  everyMs in milliseconds; a path of null asks nothing.
 */
export function usePolled<T>(path: string | null, everyMs: number): { value: T | null; refusal: Refusal | null } {
  const [held, setHeld] = useState<{ path: string; value: T | null; refusal: Refusal | null } | null>(null);
  useEffect(() => {
    if (path === null) return;
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = () => {
      clearTimeout(timer);
      if (!left && !document.hidden) timer = setTimeout(look, everyMs * (0.8 + Math.random() * 0.4));
    };
    const look = () => {
      void getJson<T>(path).then((answer) => {
        if (left) return;
        setHeld((before) => {
          const value = answer.ok ? answer.value : before?.path === path ? before.value : null;
          return { path, value, refusal: answer.ok ? null : answer.refusal };
        });
        next();
      });
    };
    const seen = () => (document.hidden ? clearTimeout(timer) : look());
    document.addEventListener('visibilitychange', seen);
    look();
    return () => {
      left = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [path, everyMs]);
  return held?.path === path ? held : { value: null, refusal: null };
}
