import { useEffect, useRef } from 'react';

/** Keys of a page, such as `ctrl+s`, `alt+ArrowUp`, or one letter, which counts outside of what one types into. */
export function useKeys(keys: Readonly<Record<string, () => unknown>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const name = [
        event.ctrlKey || event.metaKey ? 'ctrl+' : '',
        event.altKey ? 'alt+' : '',
        event.key.length === 1 ? event.key.toLowerCase() : event.key,
      ].join('');
      const act = latest.current[name];
      if (!act || event.defaultPrevented || (!/\+/.test(name) && isTyped(event.target))) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

const isTyped = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog') !== null;
