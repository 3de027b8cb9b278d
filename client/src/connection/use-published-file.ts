import { useCallback, useEffect, useState } from 'react';

/** unpublished: no such file yet. failed: no answer, or one that is no such file. */
export type PublishedFile<T> = { is: 'loading' | 'unpublished' | 'failed' } | { is: 'published'; file: T };

async function readFile<T extends { schema: number }>(path: string, schema: T['schema']): Promise<PublishedFile<T>> {
  try {
    const response = await fetch(path, { headers: { accept: 'application/json' } });
    if (response.status === 404) return { is: 'unpublished' };
    const file = response.ok ? ((await response.json()) as T) : null;
    return file?.schema === schema ? { is: 'published', file } : { is: 'failed' };
  } catch {
    return { is: 'failed' }; // no network, or an answer cut off in the middle
  }
}

/** A published static file of the form that this page reads. SPEC F4, G10. */
export function usePublishedFile<T extends { schema: number }>(
  path: string,
  schema: T['schema'],
): PublishedFile<T> & { again: () => void } {
  const [state, setState] = useState<PublishedFile<T>>({ is: 'loading' });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn reads again
  useEffect(() => {
    let left = false;
    void readFile<T>(path, schema).then((read) => {
      if (!left) setState(read);
    });
    return () => {
      left = true;
    };
  }, [path, schema, turn]);
  return { ...state, again: useCallback(() => setTurn((n) => n + 1), []) };
}
