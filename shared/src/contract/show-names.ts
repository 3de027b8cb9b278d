import { z } from 'zod';
import { PlayerId, RunId } from './show-ids.ts';
import { timeFactors } from './time-factors.ts';

/** What the wall shows of the players' names. SPEC H40. */
export const Naming = z.object({
  /** A nickname stands on the wall once somebody has approved it; until then a number does. */
  approval: z.boolean(),
  /** The lobby names the newest players, or their units alone. */
  lobby: z.enum(['names', 'units']),
});
export type Naming = z.infer<typeof Naming>;

/** Names that one message approves: no more than a page lists, so that nobody approves what was not read. */
export const approvedAtOnceMax = 100;

export const TimeFactor = z.literal(timeFactors);

/** run:moderate. Who is in, and under which name: whatever the MC is doing meanwhile. SPEC H40, H18b. */
export const ModerateRun = z.object({
  runId: RunId,
  act: z.discriminatedUnion('do', [
    z.object({ do: z.literal('approve'), playerIds: z.array(PlayerId).min(1).max(approvedAtOnceMax) }),
    z.object({ do: z.literal('naming'), naming: Naming }),
    z.object({ do: z.literal('time'), playerId: PlayerId, factor: TimeFactor }),
    z.object({ do: z.literal('remove'), playerId: PlayerId }),
    z.object({ do: z.literal('clear'), sinceMs: z.number().int().min(0) }), // everybody without an account who joined from then on
  ]),
});
export type ModerateRun = z.infer<typeof ModerateRun>;
export type Moderation = ModerateRun['act'];

/** The names of a run, for whoever approves them. */
export type McNames = {
  naming: Naming;
  /** How many nicknames wait for approval, and the first of them in the order of joining. */
  waiting: number;
  next: { playerId: string; name: string; unitName: string | null; sign: string }[];
};
