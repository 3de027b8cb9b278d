import { useEffect } from 'react';

/**
 * One rule for arrivals: when what had the focus has left the page, because another page or step came in its place, the
 * heading of what came takes the focus, so that a screen reader says where one is. A page that focuses a field of its own
 * keeps it. SPEC E6.
 */
export function useArrivals(): void {
  useEffect(() => {
    let focused: Element | null = null;
    const remember = (event: FocusEvent) => {
      focused = event.target instanceof Element ? event.target : null;
    };
    const arrive = () => {
      if (!focused || focused.isConnected || document.activeElement !== document.body) return;
      if (document.querySelector('[data-ground="lacquer"]')) return; // the MC's keys and the hall's screen have no arrivals
      const heading = document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('h1');
      if (!heading) return; // still loading: the next change may bring it
      focused = null;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    };
    const changes = new MutationObserver(arrive);
    document.addEventListener('focusin', remember);
    changes.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      changes.disconnect();
    };
  }, []);
}
