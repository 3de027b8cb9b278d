import type { PublicResults } from '@hoithi/shared/contract/results';
import { usePublishedFile } from './use-published-file.ts';

/** The published file of a round. SPEC F4. */
export const useResults = (slug: string, ordinal: string) =>
  usePublishedFile<PublicResults>(`/api/results/${encodeURIComponent(slug)}/${encodeURIComponent(ordinal)}.json`);
