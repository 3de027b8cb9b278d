import { FindAttempts } from '@hoithi/shared/contract/organizer';
import type { App } from '../app-parts.ts';
import { contestInScope } from '../contest/contest-scope.ts';
import { type Commands, command, type Staff } from '../web/namespace.ts';
import { findAttempts } from './find-attempts.ts';

/** A person's attempts at the organizer's desk, found by phone number. SPEC O5. */
export function deskAttemptCommands(app: Pick<App, 'clock' | 'contests' | 'db'>): Commands<Staff> {
  return {
    'attempts:find': command(
      {
        may: 'attempts:find',
        schema: FindAttempts,
        scope: ({ by }: Staff, message) => contestInScope(app, by, message.contestId),
      },
      (message, { by }) => findAttempts(app, by, message),
    ),
  };
}
