import { useEffect, useState } from 'react';

/** Turns pages by itself, first to last and round again. Units: everyMs in milliseconds. */
export function useTurningPage(pages: number, everyMs: number): number {
  const [page, setPage] = useState(0);
  useEffect(() => {
    setPage(0);
    if (pages < 2) return;
    const timer = setInterval(() => setPage((now) => (now + 1) % pages), everyMs);
    return () => clearInterval(timer);
  }, [pages, everyMs]);
  return Math.min(page, Math.max(0, pages - 1));
}
