import { drawStar } from './drum-face.ts';

const path = drawStar(96, 44);

/** The drum's star alone, as a mark at the head of a line. */
export function Star({ size = 18 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="-100 -100 200 200" aria-hidden="true" focusable="false">
      <path d={path} fill="var(--leaf)" />
    </svg>
  );
}
