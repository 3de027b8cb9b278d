import { useEffect, useState } from 'react';

/** How many of these moments of the server's clock have come; draws again when the next one does. */
export function useMoments(serverNowMs: () => number, moments: readonly (number | null)[]): number {
  const count = () => moments.filter((at) => at !== null && serverNowMs() >= at).length;
  const [, draw] = useState(0);
  const passed = count();
  const next = moments.find((at): at is number => at !== null && serverNowMs() < at) ?? null;
  useEffect(() => {
    if (next === null) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const leftMs = next - serverNowMs();
      // Looked at again before long: the clock may be corrected, and a timer of a sleeping phone comes late.
      if (leftMs > 0) timer = setTimeout(wait, Math.min(leftMs, 500));
      else draw((times) => times + 1);
    };
    wait();
    return () => clearTimeout(timer);
  }, [next, serverNowMs]);
  return passed;
}
