import type { ShownLook } from '@hoithi/shared/contract/look';
import type { PublicState } from '@hoithi/shared/contract/public';
import { useTones } from '../ui/look.ts';
import { useLoaded } from './use-loaded.ts';

/** The look of a contest on a page that does without the contest otherwise; without the server it stays the product's own. */
export function useContestLook(slug: string): ShownLook | null {
  const state = useLoaded<PublicState>(`/api/contests/${encodeURIComponent(slug)}/state.json`);
  const look = state.value?.contest.look ?? null;
  useTones(look);
  return look;
}
