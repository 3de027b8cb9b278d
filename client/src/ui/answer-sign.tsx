import styles from './answer-sign.module.css';
import { joinClasses } from './join-classes.ts';

/** Letter, shape and colour by place: any one of them is enough to distinguish the options. Source: look.md, answers. */
export const optionLetters = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
const marks = ['triangle', 'diamond', 'circle', 'square', 'pentagon', 'hexagon'] as const;
export type Mark = (typeof marks)[number];

const shapes: Record<Mark, string> = {
  triangle: 'M12 3 22 21H2Z',
  diamond: 'M12 1.5 22 12 12 22.5 2 12Z',
  circle: 'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20Z',
  square: 'M3 3H19V21H3Z',
  pentagon: 'M12 1.5 22.5 9.3 18.5 21.8H5.5L1.5 9.3Z',
  hexagon: 'M6.5 2.5H17.5L23 12 17.5 21.5H6.5L1 12Z',
};

/** The mark of the n-th option, counted from 0. */
export const markAt = (place: number): Mark => marks[place % marks.length] ?? 'triangle';
export const letterAt = (place: number): string => optionLetters[place % optionLetters.length] ?? '';
/** The class that sets `--own` and `--on-own`, the option's colour and what is written on it. */
export const answerColour = (place: number): string | undefined => styles[markAt(place)];

/** The bare shape; its size follows the text around it. */
export function AnswerShape({ place, className }: { place: number; className?: string }) {
  return (
    <svg viewBox="0 0 24 24" width="1em" height="1em" className={className} aria-hidden="true" focusable="false">
      <path d={shapes[markAt(place)]} fill="currentColor" />
    </svg>
  );
}

/** Shape over letter on the option's colour. */
export function AnswerSign({ place, className }: { place: number; className?: string }) {
  return (
    <span className={joinClasses(styles.sign, answerColour(place), className)}>
      <AnswerShape place={place} className={styles.shape} />
      {letterAt(place)}
    </span>
  );
}
