import { useEffect, useRef } from 'react';
import type { ContestantConnection } from '../contestant-connection.ts';

const requestEveryMs = 2000;
/** As long as a server may need to notice that this device's own old line is dead. */
const askForMs = 60_000;

/**
 * After a drop the server may still count this device's own old line as another device. A page that held the attempt when
 * its line went down therefore asks for its seat again, without claiming it from anybody, for a minute. SPEC A11.
 */
export function useTakeOver(
  { online, view, on, enter }: ContestantConnection,
  open: boolean,
  superseded: boolean,
): void {
  const heldAtDrop = useRef(false);
  const seenAtDrop = useRef(view);
  useEffect(() => {
    if (online || !open || superseded) return;
    heldAtDrop.current = true;
    seenAtDrop.current = view;
  }, [online, open, superseded, view]);
  useEffect(() => {
    if (view && view !== seenAtDrop.current && !view.elsewhere) heldAtDrop.current = false; // the seat is ours again
  }, [view]);
  useEffect(
    () =>
      on('attempt:superseded', () => {
        heldAtDrop.current = false; // told in so many words: somebody took it
      }),
    [on],
  );
  useEffect(() => {
    if (!online || !superseded || !heldAtDrop.current) return;
    const asking = setInterval(() => void enter(), requestEveryMs);
    const enough = setTimeout(() => clearInterval(asking), askForMs);
    return () => {
      clearInterval(asking);
      clearTimeout(enough);
    };
  }, [online, superseded, enter]);
}
