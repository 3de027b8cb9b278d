import { type RefObject, useLayoutEffect, useRef } from 'react';

const step = 0.03;
/** Letters become so much smaller before anything is given up. */
const leastLoose = 0.82;
const least = 0.3;

/**
 * Measures what a picture shows and makes its letters smaller (`--fit`, 1 where all have room) until no word is cut. Where that
 * takes too much it gives up what it can spare (`data-tight`). Parts that must not be cut say `data-fit`; a part that something is
 * drawn into as large as it will go says `data-cell` and gets the shorter of its sides as `--cell`. `shown`: what the picture
 * shows, in a word; measured again when it changes.
 */
export function useFitted<E extends HTMLElement>(shown: string): RefObject<E | null> {
  const picture = useRef<E>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again whenever what is shown changes
  useLayoutEffect(() => {
    const root = picture.current;
    if (!root) return;
    const measure = () => fitWithin(root);
    measure();
    let gone = false;
    void document.fonts?.ready.then(() => !gone && measure());
    window.addEventListener('resize', measure);
    return () => {
      gone = true;
      window.removeEventListener('resize', measure);
    };
  }, [shown]);
  return picture;
}

function fitWithin(root: HTMLElement): void {
  const parts = [root, ...root.querySelectorAll<HTMLElement>('[data-fit]')];
  const isCut = () =>
    parts.some((part) => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1);
  const shrinkTo = (smallest: number) => {
    for (let size = 1; ; size -= step) {
      root.style.setProperty('--fit', size.toFixed(2));
      if (!isCut()) return true;
      if (size - step < smallest) return false;
    }
  };
  delete root.dataset.tight;
  if (!shrinkTo(leastLoose)) {
    root.dataset.tight = '';
    shrinkTo(least);
  }
  for (const cell of root.querySelectorAll<HTMLElement>('[data-cell]'))
    cell.style.setProperty('--cell', `${Math.min(cell.clientWidth, cell.clientHeight)}px`);
}
