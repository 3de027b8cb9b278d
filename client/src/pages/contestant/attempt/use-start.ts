import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Session } from '../contestant-context.ts';

/** Where a start stands. `from`: how many were ahead when the waiting began. `againAtMs` is the page's own clock. */
export type Start =
  | { is: 'idle'; refusal: Refusal | null }
  | { is: 'starting' }
  | { is: 'waiting'; ahead: number; estimateMs: number; from: number }
  | { is: 'full'; againAtMs: number };

/**
 * Starts an attempt, through the waiting room if there is one: asks again at the time told, or when called. A page that
 * nobody looks at does not ask, so that no clock begins unseen. SPEC W5.
 */
export function useStart({ desk, namespace }: Session, roundId: string, practice: boolean) {
  const [start, setStart] = useState<Start>({ is: 'idle', refusal: null });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const wanted = useRef(false);
  const asking = useRef(false);
  const due = useRef(false);

  const ask = useCallback(async () => {
    if (!wanted.current || asking.current) return;
    due.current = document.visibilityState === 'hidden';
    if (due.current) return;
    if (timer.current !== null) clearTimeout(timer.current);
    asking.current = true;
    const received = await desk.start(roundId, practice);
    asking.current = false;
    if (!wanted.current || received.ok) return; // left meanwhile, or the questions take the page
    const { refusal } = received;
    if (refusal.code === 'waiting') {
      const { ahead, estimateMs, pollInMs } = refusal;
      timer.current = setTimeout(() => void ask(), pollInMs);
      setStart((known) => ({ is: 'waiting', ahead, estimateMs, from: known.is === 'waiting' ? known.from : ahead }));
    } else if (refusal.code === 'busy') {
      timer.current = setTimeout(() => void ask(), refusal.retryInMs);
      setStart({ is: 'full', againAtMs: performance.now() + refusal.retryInMs });
    } else {
      wanted.current = false;
      setStart({ is: 'idle', refusal });
    }
  }, [desk.start, roundId, practice]);

  const leave = useCallback(() => {
    wanted.current = false;
    if (timer.current !== null) clearTimeout(timer.current);
    setStart({ is: 'idle', refusal: null });
  }, []);
  const press = useCallback(() => {
    wanted.current = true;
    setStart({ is: 'starting' });
    void ask();
  }, [ask]);

  useEffect(() => namespace.on('attempt:called', () => void ask()), [namespace.on, ask]);
  useEffect(() => {
    const look = () => {
      if (due.current) void ask();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [ask]);
  useEffect(
    () => () => {
      wanted.current = false;
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
  return { start, press, leave };
}
