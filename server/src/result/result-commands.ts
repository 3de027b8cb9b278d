import { VoidAttempt } from '@hoithi/shared/contract/organizer';
import type { App } from '../app-parts.ts';
import { type Commands, command, type Staff } from '../web/namespace.ts';
import { voidAttempt } from './void-attempt.ts';

/** An attempt taken out of every count at the organizer's desk, or put back, while its round has no standing. SPEC A13. */
export const resultCommands = (app: Pick<App, 'clock' | 'contests' | 'db' | 'live'>): Commands<Staff> => ({
  'attempt:void': command({ may: 'attempt:void', schema: VoidAttempt }, (message, { by }: Staff) =>
    voidAttempt(app, by, message),
  ),
});
