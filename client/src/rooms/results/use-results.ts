import type { PublicResults } from '@hoithi/shared/contract/results';
import { useCallback, useEffect, useState } from 'react';

/** unpublished: no such file yet. failed: the server did not answer, or not with results. */
export type ResultsState = { is: 'loading' | 'unpublished' | 'failed' } | { is: 'published'; results: PublicResults };

/** The published file of a round, which is read as it lies there. SPEC F4. */
async function readResults(slug: string, ordinal: string): Promise<ResultsState> {
  try {
    const response = await fetch(`/api/results/${encodeURIComponent(slug)}/${encodeURIComponent(ordinal)}.json`, {
      headers: { accept: 'application/json' },
    });
    if (response.status === 404) return { is: 'unpublished' };
    const read = response.ok ? ((await response.json()) as PublicResults) : null;
    return read?.schema === 1 ? { is: 'published', results: read } : { is: 'failed' };
  } catch {
    return { is: 'failed' }; // no network, or an answer cut off in the middle
  }
}

export function useResults(slug: string, ordinal: string): ResultsState & { again: () => void } {
  const [state, setState] = useState<ResultsState>({ is: 'loading' });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the turn asks again
  useEffect(() => {
    let left = false;
    void readResults(slug, ordinal).then((read) => {
      if (!left) setState(read);
    });
    return () => {
      left = true;
    };
  }, [slug, ordinal, turn]);
  return { ...state, again: useCallback(() => setTurn((n) => n + 1), []) };
}
