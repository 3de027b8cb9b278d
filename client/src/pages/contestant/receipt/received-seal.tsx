import { useId } from 'react';
import { drawStar } from '../../../ui/drum-face.ts';

const star = drawStar(27, 10);

/** A round red seal with the drum's star, as on an official paper; its words are also in the slip's title. */
export function ReceivedSeal({ words, className }: { words: string; className: string | undefined }) {
  const arc = useId();
  return (
    <svg className={className} width="124" height="124" viewBox="-64 -64 128 128" aria-hidden="true">
      <g fill="none" stroke="var(--son)">
        <circle r="60" strokeWidth="3.5" />
        <circle r="55" strokeWidth="1" />
        <circle r="33.5" strokeWidth="1.4" />
        <path d={star} fill="var(--son)" stroke="none" />
        <path id={arc} d="M-40.5 0A40.5 40.5 0 1 1 40.5 0" stroke="none" />
      </g>
      <text fill="var(--son)" fontSize="12.5" fontWeight="800" letterSpacing="1.4" textAnchor="middle">
        <textPath href={`#${arc}`} startOffset="50%">
          {words}
        </textPath>
      </text>
      <circle cx="-41" cy="19" r="2.2" fill="var(--son)" />
      <circle cx="41" cy="19" r="2.2" fill="var(--son)" />
    </svg>
  );
}
