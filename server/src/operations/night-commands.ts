import type { NightView } from '@hoithi/shared/contract/night';
import { accept, refuse } from '@hoithi/shared/contract/result';
import type { Namespace, Socket } from 'socket.io';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { readLastBackup } from '../archive/archive-sql.ts';
import { installationInScope } from '../contest/contest-scope.ts';
import { type Commands, command, type Staff } from '../web/namespace.ts';
import { actingOn } from '../web/open-namespace.ts';
import { isDemoOnly } from '../web/sessions.ts';
import { viewNight } from './night-view.ts';

const nightChannel = 'night';
const everyMs = 2_000;
const backupEveryMs = 60_000;

/** The page of the night for every desk that has it open: whole views, every two seconds. SPEC N11, I41. */
export function openNight(
  app: Pick<App, 'clock' | 'contests' | 'db' | 'heartbeats'>,
  namespace: Namespace,
): { commands: Commands<Staff>; stop(): void } {
  let backupAtMs: number | null = null;
  let readAtMs = 0;
  const viewFor = (socket: Socket): NightView => {
    const nowMs = app.clock.nowMs();
    const named = actingOn(socket, 'night:read')?.contestIds === null;
    return viewNight({ version: nowMs, nowMs, heartbeats: app.heartbeats.all(), named, backupAtMs });
  };
  /** Read from the database at most once a minute; while it is unavailable the last reading stands. */
  async function readBackupTime(): Promise<void> {
    const nowMs = app.clock.nowMs();
    if (nowMs - readAtMs < backupEveryMs) return;
    readAtMs = nowMs;
    backupAtMs = (await readLastBackup(app.db).catch(() => null))?.at_ms ?? backupAtMs;
  }
  const timer = setInterval(() => {
    if (namespace.adapter.rooms.has(nightChannel)) void readBackupTime();
    for (const id of namespace.adapter.rooms.get(nightChannel) ?? []) {
      const socket = namespace.sockets.get(id);
      socket?.emit('night', viewFor(socket));
    }
  }, everyMs);
  timer.unref();
  return {
    commands: {
      'night:watch': command({ may: 'night:read', schema: z.object({}) }, async (_message, { socket, by }: Staff) => {
        if (isDemoOnly(app, by)) return refuse({ code: 'not_in_demo' });
        const installation = await installationInScope(app, by);
        if (!installation.ok) return installation;
        await socket.join(nightChannel);
        await readBackupTime();
        return accept(viewFor(socket));
      }),
      'night:leave': command({ may: 'night:read', schema: z.object({}) }, async (_message, { socket }: Staff) => {
        await socket.leave(nightChannel);
        return accept(null);
      }),
    },
    stop: () => clearInterval(timer),
  };
}
