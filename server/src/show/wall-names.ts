import type { Naming } from '@hoithi/shared/contract/show-names';
import type { CachedRun, Player } from './cached-run.ts';

/** What the wall shows of names: as whoever moderates said last, else as the file says. SPEC H40. */
export const namingOf = (run: CachedRun): Naming => run.state.naming ?? run.file.rules.names;

/** Stands in for a nickname that waits: short, the same in every process, and on the player's own phone. */
export const signOf = ({ playerId }: Pick<Player, 'playerId'>): string => `#${playerId.slice(0, 4).toUpperCase()}`;

/** Whether the player's name may stand on the wall. A registered name needs no approval. */
export const isNamed = (run: CachedRun, player: Player): boolean =>
  !namingOf(run).approval || player.contestantId !== null || run.state.approved.has(player.playerId);

/** The name for everything that the hall sees. */
export function wallNameOf(run: CachedRun, playerId: string): string {
  const player = run.players.get(playerId);
  if (!player) return '';
  return isNamed(run, player) ? player.name : signOf(player);
}
