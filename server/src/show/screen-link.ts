import type { Server } from 'socket.io';
import type { App } from '../app-parts.ts';
import { writeAudit } from '../platform/audit.ts';
import { renewScreen } from './screens-sql.ts';

/** How many screens of a contest are connected: in all processes, or in this one while the others do not answer. */
export const screenCounter =
  (io: Server) =>
  async (contestId: string): Promise<number> => {
    const screens = io.of('/screen');
    const connected = await screens
      .in(contestId)
      .fetchSockets()
      .catch(() => screens.local.in(contestId).fetchSockets());
    return connected.length;
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
