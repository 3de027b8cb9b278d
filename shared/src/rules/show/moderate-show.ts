import { accept, type Result, refuse } from '../../contract/result.ts';
import type { Moderation } from '../../contract/show-names.ts';
import type { ShowState } from './fold-show.ts';
import type { ShowEvent } from './show-event.ts';

/**
 * What an act of whoever moderates makes happen. It needs no right to drive, and no step of the MC waits for it.
 *
 * Units    joinedSince: players without an account who joined from that moment on and were not removed; epoch milliseconds.
 * Refuses  run_ended; nothing_to_do when it would change nothing.
 * Source   SPEC H2a, H18, H18b, H40, H61.
 */
export function moderateShow(
  state: ShowState,
  act: Moderation,
  joinedSince: (sinceMs: number) => string[],
): Result<ShowEvent> {
  if (state.ended) return refuse({ code: 'run_ended' });
  switch (act.do) {
    case 'approve': {
      const playerIds = act.playerIds.filter((each) => !state.approved.has(each) && !state.removed.has(each));
      return playerIds.length === 0 ? nothing() : accept({ kind: 'approved', playerIds });
    }
    case 'naming': {
      const { approval, lobby } = act.naming;
      const isSame = state.naming?.approval === approval && state.naming.lobby === lobby;
      return isSame ? nothing() : accept({ kind: 'naming', naming: act.naming });
    }
    case 'time': {
      const { playerId, factor } = act;
      const isSame = (state.timeFactors.get(playerId) ?? 1) === factor;
      return isSame || state.removed.has(playerId) ? nothing() : accept({ kind: 'timed', playerId, factor });
    }
    case 'remove':
      return state.removed.has(act.playerId) ? nothing() : accept({ kind: 'removed', playerId: act.playerId });
    case 'clear': {
      const playerIds = joinedSince(act.sinceMs);
      return playerIds.length === 0 ? nothing() : accept({ kind: 'cleared', sinceMs: act.sinceMs, playerIds });
    }
  }
}

const nothing = () => refuse({ code: 'nothing_to_do' });
