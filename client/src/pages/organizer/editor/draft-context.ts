import type { DraftChoices, DraftContent } from '@hoithi/shared/contract/drafts';
import type { Json } from '@hoithi/shared/contract/json';
import type { ReadDraft } from '@hoithi/shared/rulebook/draft/complete';
import type { Problem } from '@hoithi/shared/rulebook/read/problem';
import { createContext, useContext, useEffect } from 'react';
import { useFormat } from '../../../ui/use-format.ts';
import { type Maybe, readAt, writeAt } from './draft-value.ts';

/** What the page knows of a control: what it is called and where it stands. */
export type Claim = { label: string; id: string };

export type Draft = {
  draftId: string;
  content: DraftContent;
  read: ReadDraft;
  choices: DraftChoices;
  mayChange: boolean;
  change: (next: (content: DraftContent) => DraftContent) => void;
  /** Places that a control shows itself. */
  claims: Map<string, Claim>;
};

export const DraftContext = createContext<Draft | null>(null);

export function useDraft(): Draft {
  const draft = useContext(DraftContext);
  if (!draft) throw new Error('useDraft is called outside DraftContext');
  return draft;
}

/** Reads and writes places of the rulebook. */
export function useRulebook() {
  const { content, change, mayChange } = useDraft();
  return {
    rulebook: content.rulebook,
    mayChange,
    get: (place: string): Maybe => readAt(content.rulebook, place),
    set: (place: string, after: Maybe): void =>
      change((before) => ({
        ...before,
        rulebook: (writeAt(before.rulebook, place, after) ?? {}) as { [key: string]: Json },
      })),
    /** Several changes at once. */
    edit: (next: (rulebook: Maybe) => Maybe): void =>
      change((before) => ({ ...before, rulebook: (next(before.rulebook) ?? {}) as { [key: string]: Json } })),
  };
}

export const idOfPlace = (place: string): string => `field-${place.replace(/[^A-Za-z0-9]+/g, '-')}`;

/** One control: its value, what stands against it, whether it is still open. `more`: places that it shows besides its own. */
export function useField(place: string, label: string, more: readonly string[] = []) {
  const { claims, read, mayChange } = useDraft();
  const { get, set } = useRulebook();
  const { local } = useFormat();
  const id = idOfPlace(place);
  const places = [place, ...more];
  const key = places.join(' ');
  useEffect(() => {
    const own = key.split(' ');
    for (const each of own) claims.set(each, { label, id });
    return () => {
      for (const each of own) claims.delete(each);
    };
  }, [claims, key, label, id]);
  const here = (problems: readonly Problem[]) => problems.filter((problem) => places.includes(problem.place));
  const [wrong] = here(read.wrong);
  return {
    id,
    value: get(place),
    set: (after: Maybe) => set(place, after),
    disabled: !mayChange,
    error: wrong ? local(wrong.words) : null,
    isOpen: here(read.open).length > 0,
  };
}
