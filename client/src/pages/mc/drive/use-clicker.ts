import { useEffect, useRef } from 'react';

const nextKeys = new Set(['PageDown', ' ', 'ArrowRight', 'Enter']);
const backKeys = new Set(['PageUp', 'ArrowLeft']);
const blackKeys = new Set(['b', 'B', '.']);
/** A clicker's bouncing key, or a key held down, is one press. Milliseconds. */
const restMs = 400;

/** The keys of a presentation clicker, anywhere but in a field, a dialog or on a focused button. */
export function useClicker(press: { next: () => void; back: () => void; black: () => void }): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    let lastAt = Number.NEGATIVE_INFINITY;
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const { target } = event;
      if (target instanceof Element && target.closest('input, textarea, select, dialog')) return;
      const onControl = target instanceof Element && target.closest('button, a, summary') !== null;
      if (onControl && (event.key === 'Enter' || event.key === ' ')) return; // that control hears it itself
      const act = nextKeys.has(event.key)
        ? latest.current.next
        : backKeys.has(event.key)
          ? latest.current.back
          : blackKeys.has(event.key)
            ? latest.current.black
            : null;
      if (!act) return;
      event.preventDefault();
      const now = performance.now();
      if (event.repeat || now - lastAt < restMs) return;
      lastAt = now;
      act();
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, []);
}
