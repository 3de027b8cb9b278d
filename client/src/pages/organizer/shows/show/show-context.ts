import type { Json } from '@hoithi/shared/contract/json';
import type { ShowDraftContent, ShowDraftProblem } from '@hoithi/shared/contract/show-drafts';
import { createContext, useContext } from 'react';
import { useFormat } from '../../../../ui/use-format.ts';
import { problemsWithin } from './show-value.ts';

/** The show that a page edits. */
export type ShowEditing = {
  draftId: string;
  content: ShowDraftContent;
  /** Sets a value at a place such as `cues[2].title`; undefined takes it out. */
  set: (place: string, value: Json | undefined) => void;
  problems: readonly ShowDraftProblem[];
  bilingual: boolean;
  /** The contest's own sounds, by name. */
  sounds: readonly string[];
};

export const ShowContext = createContext<ShowEditing | null>(null);

export function useShow(): ShowEditing {
  const editing = useContext(ShowContext);
  if (!editing) throw new Error('useShow is called outside ShowContext');
  return editing;
}

/** What stands against a place of the show, in the language of the page; null: nothing. */
export function useErrorAt(): (...path: (string | number)[]) => string | null {
  const { problems } = useShow();
  const { local } = useFormat();
  return (...path) => {
    const [found] = problemsWithin(problems, path);
    return found ? local(found.words) : null;
  };
}
