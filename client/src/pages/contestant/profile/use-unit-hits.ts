import type { UnitHit } from '@hoithi/shared/contract/sign-in';
import { useEffect, useState } from 'react';
import { getJson } from '../../../connection/api.ts';

const pauseMs = 250;

/** `source`: the address that answers. Units that match what is typed, once the typing pauses. null: not asked yet or on the way. SPEC S5. */
export function useUnitHits(source: string, typed: string, open: boolean): UnitHit[] | null {
  const [hits, setHits] = useState<{ of: string; units: UnitHit[] } | null>(null);
  const asked = typed.trim().slice(0, 120);
  useEffect(() => {
    if (!open) return;
    const leave = new AbortController();
    const ask = async () => {
      try {
        const path = `${source}?q=${encodeURIComponent(asked)}`;
        const received = await getJson<UnitHit[]>(path, leave.signal);
        if (received.ok) setHits({ of: asked, units: received.value });
      } catch (fault) {
        if (!leave.signal.aborted) throw fault;
      }
    };
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [source, asked, open]);
  return hits?.of === asked ? hits.units : null;
}
