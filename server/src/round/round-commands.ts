import { CloseRound, ExtendRound, PublishRound } from '@hoithi/shared/contract/organizer';
import type { App } from '../app-parts.ts';
import { roundInScope } from '../contest/contest-scope.ts';
import { type Commands, command, type Staff } from '../web/namespace.ts';
import { closeRound, extendRound } from './change-round.ts';
import { publishRound } from './publish-round.ts';

/** A round at the organizer's desk: closed early, extended, published by hand. SPEC O2, F1. */
export function roundCommands(app: Pick<App, 'bus' | 'clock' | 'contests' | 'db' | 'publishedDir'>): Commands<Staff> {
  const scope = ({ by }: Staff, { roundId }: { roundId: string }) => roundInScope(app, by, roundId);
  return {
    'round:close': command({ may: 'round:close', schema: CloseRound, scope }, (message, { by }) =>
      closeRound(app, by, message),
    ),
    'round:extend': command({ may: 'round:extend', schema: ExtendRound, scope }, (message, { by }) =>
      extendRound(app, by, message),
    ),
    'round:publish': command({ may: 'round:publish', schema: PublishRound, scope }, ({ roundId }, { by }) =>
      publishRound(app, by, roundId),
    ),
  };
}
