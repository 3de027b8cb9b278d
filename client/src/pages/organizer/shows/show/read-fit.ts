/** fits: every word has room at its size. small: letters had to become smaller than the last row reads. cut: words are cut. */
export type Fit = { state: 'fits' | 'small' | 'cut'; px: number };

/** Letters that the last row of a hall still reads. Units: pixels of the 1920 picture. Source: SPEC H20, H47. */
const readablePx = 28;

/** How what is drawn fits the hall's wall; `wall` is 1920 pixels wide before it is made smaller. */
export function readFit(wall: HTMLElement): Fit {
  const fitted = [...wall.querySelectorAll<HTMLElement>('[style*="--fit"]')];
  const parts = fitted.flatMap((root) => [root, ...root.querySelectorAll<HTMLElement>('[data-fit]')]);
  const isCut = parts.some(
    (part) => part.scrollHeight > part.clientHeight + 2 || part.scrollWidth > part.clientWidth + 2,
  );
  const shrunk = fitted.filter((root) => Number(root.style.getPropertyValue('--fit')) < 1);
  const sizes = shrunk.flatMap((root) => [...root.querySelectorAll<HTMLElement>('*')].filter(hasWords).map(sizeOf));
  const px = Math.round(Math.min(...sizes, Number.POSITIVE_INFINITY));
  if (isCut) return { state: 'cut', px };
  return px < readablePx ? { state: 'small', px } : { state: 'fits', px };
}

const hasWords = (element: HTMLElement): boolean =>
  [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '');
const sizeOf = (element: HTMLElement): number => Number.parseFloat(getComputedStyle(element).fontSize);
