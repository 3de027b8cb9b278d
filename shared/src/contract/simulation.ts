import type { Json } from './json.ts';

/** GET /api/organizer/contests/:contestId/simulation and …/drafts/:draftId/simulation: what is played out in the browser. SPEC M20. */
export type SimulationInput = {
  name: string;
  rulebook: Json;
  /** How many starts a second one process of this server lets in. */
  startsPerSecond: number;
};
