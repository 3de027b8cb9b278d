import type { SoundState } from '@hoithi/shared/contract/show-sound';
import type { Server } from 'socket.io';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { renewScreen } from './screens-sql.ts';

export type ScreensConnected = {
  connected: number;
  /** Of them, how many should sound and do not. */
  silent: number;
};

/** The screens of a contest that are connected: in all processes, or in this one while the others do not answer. */
export const screenCounter =
  (io: Server) =>
  async (contestId: string): Promise<ScreensConnected> => {
    const screens = io.of('/screen');
    const connected = await screens
      .in(contestId)
      .fetchSockets()
      .catch(() => screens.local.in(contestId).fetchSockets());
    const states = connected.map(({ data }) => (data as { sound?: SoundState }).sound);
    return {
      connected: connected.length,
      silent: states.filter((state) => state === 'blocked' || state === 'failed').length,
    };
  };

/** A new link for a contest's screens; those of the old one are cut off in every process. Answers its token. SPEC H9. */
export async function renewScreenLink(
  app: Pick<App, 'bus' | 'clock' | 'db'>,
  by: { actor: string },
  contestId: string,
): Promise<string> {
  const { token } = await app.db.transaction(async (tx) => {
    const entry = { contestId, atMs: app.clock.nowMs(), actor: by.actor };
    await writeAudit(tx, { ...entry, act: 'screen:renew', object: 'screen', detail: {} });
    return renewScreen(tx, contestId);
  });
  app.bus.publish('screen:renewed', { contestId });
  app.bus.publish('screen:changed', { contestId });
  return token;
}
