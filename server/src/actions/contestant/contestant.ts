import type { Audience } from '@hoithi/shared/contract/rules';

/** Who is acting, proven at the door. `phone` is null for simulated people. */
export type Contestant = {
  contestantId: string;
  contestId: string;
  personId: string;
  audience: Audience | null;
  phone: string | null;
};
