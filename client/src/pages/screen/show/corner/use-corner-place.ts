import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { type Box, type CornerPlace, placeCorner } from './place-corner.ts';

const measureEveryMs = 250;

/** Every box of text or picture with a name, in the picture's own pixels, whatever size it is drawn at. */
function readWords(picture: HTMLElement): Box[] {
  const frame = picture.getBoundingClientRect();
  const scale = 1920 / (frame.width || 1920);
  const boxes: DOMRect[] = [...picture.querySelectorAll('img, [role="img"]')].map((each) =>
    each.getBoundingClientRect(),
  );
  const range = document.createRange();
  const walk = document.createTreeWalker(picture, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    if (text.textContent?.trim() === '') continue;
    range.selectNodeContents(text);
    boxes.push(...range.getClientRects());
  }
  return boxes
    .filter(({ width, height }) => width > 1 && height > 1) // what is only for ears is one pixel large
    .map(({ left, top, right, bottom }) => ({
      left: (left - frame.left) * scale,
      top: (top - frame.top) * scale,
      right: (right - frame.left) * scale,
      bottom: (bottom - frame.top) * scale,
    }));
}

/** Measured when the picture comes and whenever something in it changes. `cue`: another one begins again at the first place. */
export function useCornerPlace(
  picture: RefObject<HTMLElement | null>,
  { cue, first }: { cue: string; first: CornerPlace },
): CornerPlace {
  const [place, setPlace] = useState({ cue, at: first });
  const known = place.cue === cue ? place.at : first;
  const latest = useRef(known);
  useLayoutEffect(() => {
    latest.current = first;
    const root = picture.current;
    if (!root) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const measure = () => {
      timer = undefined;
      latest.current = placeCorner(readWords(root), latest.current);
      setPlace({ cue, at: latest.current });
    };
    const soon = () => {
      timer ??= setTimeout(measure, measureEveryMs);
    };
    measure();
    const watch = new MutationObserver(soon);
    watch.observe(root, { childList: true, characterData: true, subtree: true });
    void document.fonts?.ready.then(soon);
    return () => {
      watch.disconnect();
      clearTimeout(timer);
    };
  }, [picture, cue, first]);
  return known;
}
