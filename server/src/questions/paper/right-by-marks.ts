import type { Mark } from './paper-line.ts';
import type { PaperOption } from './split-options.ts';

/** `sure`: bold and italic, which words have for other reasons too, are not. */
export type MarkedRight =
  | { right: ReadonlySet<number>; sure: boolean }
  | { problem: 'answer_missing' | 'answer_ambiguous' };

/** Bold and italic are for words too; where something stronger sets options apart, they mean nothing. */
const strong: readonly Mark[] = ['underline', 'highlight', 'colour'];
const weak: readonly Mark[] = ['bold', 'italic'];

/**
 * Which options are marked as right: by a star, or by being drawn as the others are not, at the letter or the whole text. What
 * all options have in common marks none; two marks that point to different options are nobody's to decide.
 */
export function rightByMarks(options: readonly PaperOption[]): MarkedRight {
  const starred = placesWhere(options, (each) => each.starred);
  if (starred.length > 0) return { right: new Set(starred), sure: true };
  for (const kind of [strong, weak]) {
    const marked = kind.flatMap((mark) => placesMarked(options, mark));
    if (marked.length === 0) continue;
    const different = new Set(marked.map((places) => places.join()));
    return different.size > 1 ? { problem: 'answer_ambiguous' } : { right: new Set(marked[0]), sure: kind === strong };
  }
  return { problem: 'answer_missing' };
}

function placesMarked(options: readonly PaperOption[], mark: Mark): number[][] {
  const onLetter = placesWhere(options, (each) => each.onLetter.has(mark));
  const onText = placesWhere(options, (each) => each.onText.has(mark));
  return [onLetter, onText].filter((places) => places.length > 0 && places.length < options.length);
}

const placesWhere = (options: readonly PaperOption[], is: (option: PaperOption) => boolean): number[] =>
  options.flatMap((option, at) => (is(option) ? [at] : []));
