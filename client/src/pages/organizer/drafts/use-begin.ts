import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { postJson } from '../../../connection/api.ts';
import { draftPath } from '../organizer-paths.ts';

export type Begin = { from: (message: object) => Promise<void>; refusal: Refusal | null };

/** Begins a draft and goes there. */
export function useBegin(): Begin {
  const [, go] = useLocation();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const from = async (message: object) => {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const made: Result<{ draftId: string }> = await postJson('/api/organizer/drafts', message);
    setBusy(false);
    if (made.ok) go(draftPath(made.value.draftId));
    else setRefusal(made.refusal);
  };
  return { from, refusal };
}
