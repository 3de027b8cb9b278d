import { FindAttempts, VoidAttempt } from '@hoithi/shared/contract/organizer';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { type Commands, command, type Staff } from '../web/namespace.ts';
import { findAttempts } from './find-attempts.ts';
import { voidAttempt } from './void-attempt.ts';

/** A person's attempts at the organizer's desk: found by phone number, taken out of every count, put back. SPEC O5, A13. */
export function deskAttemptCommands(app: Pick<App, 'clock' | 'contests' | 'db' | 'live'>): Commands<Staff> {
  return {
    'attempts:find': command(
      {
        may: 'attempts:find',
        schema: FindAttempts,
        scope: ({ by }: Staff, message) => contestInScope(app, by, message.contestId),
      },
      (message, { by }) => findAttempts(app, by, message),
    ),
    'attempt:void': command({ may: 'attempt:void', schema: VoidAttempt }, (message, { by }: Staff) =>
      voidAttempt(app, by, message),
    ),
  };
}
