import type { Refusal } from '@hoithi/shared/contract/refusal';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Session } from '../contestant-context.ts';

/** The state of a start. `from`: how many were ahead at first. `againAtMs` is the page's own clock. */
export type Start =
  | { is: 'idle'; refusal: Refusal | null }
  | { is: 'starting' }
  | { is: 'waiting'; ahead: number; estimateMs: number; from: number }
  | { is: 'full'; againAtMs: number };

/**
 * Starts an attempt, through the start queue if there is one: tries again at the time the server gives, or when called.
 * A hidden page does not try, so that no clock begins unseen. SPEC W5.
 */
export function useStart({ desk, namespace }: Session, roundId: string, practice: boolean) {
  const [start, setStart] = useState<Start>({ is: 'idle', refusal: null });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const wanted = useRef(false);
  const trying = useRef(false);
  const due = useRef(false);

  const tryStart = useCallback(async () => {
    if (!wanted.current || trying.current) return;
    due.current = document.visibilityState === 'hidden';
    if (due.current) return;
    if (timer.current !== null) clearTimeout(timer.current);
    trying.current = true;
    const received = await desk.start(roundId, practice);
    trying.current = false;
    if (!wanted.current || received.ok) return; // left meanwhile, or the questions take the page
    const { refusal } = received;
    if (refusal.code === 'waiting') {
      const { ahead, estimateMs, pollInMs } = refusal;
      timer.current = setTimeout(() => void tryStart(), pollInMs);
      setStart((known) => ({ is: 'waiting', ahead, estimateMs, from: known.is === 'waiting' ? known.from : ahead }));
    } else if (refusal.code === 'busy') {
      timer.current = setTimeout(() => void tryStart(), refusal.retryInMs);
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
    void tryStart();
  }, [tryStart]);

  useEffect(() => namespace.on('attempt:called', () => void tryStart()), [namespace.on, tryStart]);
  useEffect(() => {
    const onVisible = () => {
      if (due.current) void tryStart();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => document.removeEventListener('visibilitychange', onVisible);
  }, [tryStart]);
  useEffect(
    () => () => {
      wanted.current = false;
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
  return { start, press, leave };
}
