import type { PlayerView } from '@hoithi/shared/contract/show';
import type { CachedContest } from '../contest/contests.ts';
import type { CachedRun, Player, Standing } from './cached-run.ts';
import { unitPath } from './stage-view.ts';

/** What one person sees of their own. While the board is frozen the place is not told. SPEC H9, H15. */
export function viewPlayer(
  input: { run: CachedRun; contest: CachedContest; shown: () => Standing; playing: boolean; version: number },
  player: Player,
): PlayerView {
  const { run, shown } = input;
  const tally = run.tally.get(player.playerId);
  const begun = run.state.askings.some((asking) => asking.revealed);
  const place = begun && run.state.frozenSinceMs === null ? (shown().of.get(player.playerId) ?? null) : null;
  const answer = run.state.current ? run.answers.byPlayer.get(player.playerId)?.at(-1) : undefined;
  return {
    version: input.version,
    playerId: player.playerId,
    name: player.name,
    unitName: unitPath(input.contest, player.unitCode),
    signedIn: player.contestantId !== null,
    status: tally?.status ?? 'in',
    playing: input.playing,
    points: run.file.rules.mode === 'speed' ? (tally?.points ?? 0) : (tally?.rightCount ?? 0),
    rightCount: tally?.rightCount ?? 0,
    place: place?.rank ?? null,
    of: run.players.size - run.state.removed.size,
    toNext: place?.toNext ?? null,
    answer: answer
      ? {
          answerId: answer.id,
          asking: answer.asking,
          optionId: answer.option_id,
          arrivedAtMs: answer.arrived_at_ms,
          elapsedMs: answer.elapsed_ms,
        }
      : null,
    last: tally?.last ?? null,
  };
}
