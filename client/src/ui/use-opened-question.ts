import type { OpenedQuestion, Sealed, StageCue } from '@hoithi/shared/contract/show';
import { openSealed } from '@hoithi/shared/rules/show/seal-question';
import { useMemo } from 'react';
import { joinHyphens } from './join-hyphens.ts';

export type AskedCue = Extract<StageCue, { kind: 'question' | 'sudden-death' }>;

/** The sealed question of this very cue, opened once its key is sent. null: not yet, or the key does not fit. SPEC H7. */
export function useOpenedQuestion(
  stage: { sealed: Sealed | null; cueIndex: number },
  cue: AskedCue,
): OpenedQuestion | null {
  const box = stage.sealed?.cueIndex === stage.cueIndex ? stage.sealed.box : null;
  const key = cue.opening?.key ?? null;
  return useMemo(() => {
    if (box === null || key === null) return null;
    try {
      const { text, options, ...others } = openSealed(box, key);
      return {
        ...others,
        text: joinHyphens(text),
        options: options.map((option) => ({ ...option, text: joinHyphens(option.text) })),
      };
    } catch {
      return null; // a box of another asking: the next view brings the right one
    }
  }, [box, key]);
}
