import type { InForce } from '@hoithi/shared/contract/drafts';
import { judgeAmendment } from '@hoithi/shared/rulebook/amend/judge-amendment';
import type { ReadDraft } from '@hoithi/shared/rulebook/draft/complete';
import { readRulebook } from '@hoithi/shared/rulebook/read/read-rulebook';
import { useMemo } from 'react';

/** What stands against a draft of an announced contest, with what may not change any more. SPEC J8. */
export function useAmendment(read: ReadDraft, inForce: InForce | null): ReadDraft {
  return useMemo(() => {
    const before = inForce && readRulebook(inForce.rulebook).rulebook;
    if (!before || !inForce || !read.rulebook) return read;
    const moved = new Map(Object.entries(inForce.moved));
    const against = judgeAmendment(before, read.rulebook, inForce.judgedAtMs, moved);
    return { ...read, wrong: [...read.wrong, ...against], problems: [...read.problems, ...against] };
  }, [read, inForce]);
}
