import { useEffect, useRef } from 'react';

/** Calls `press` with 1 to `last` when that key is pressed anywhere but in a field, without a modifier. */
export function useNumberKeys(last: number, press: (key: number) => void): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog')) return;
      const key = Number(event.key);
      if (Number.isInteger(key) && key >= 1 && key <= last) latest.current(key);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [last]);
}
