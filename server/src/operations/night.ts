import type { NightView } from '@hoithi/shared/contract/night';
import { accept } from '@hoithi/shared/contract/result';
import type { Namespace, Socket } from 'socket.io';
import { z } from 'zod';
import type { App } from '../app-parts.ts';
import { readLastBackup } from '../archive/archive-sql.ts';
import { type Command, command } from '../web/namespace.ts';
import type { StaffSession } from '../web/sessions.ts';
import { viewNight } from './night-view.ts';

const nightChannel = 'night';
const everyMs = 2_000;
const backupEveryMs = 60_000;

/** The page of the night for every desk that has it open: whole views, every two seconds. SPEC N11. */
export function openNight(
  app: App,
  namespace: Namespace,
): { commandsOf(socket: Socket): Record<string, Command>; stop(): void } {
  function look(socket: Socket): NightView {
    const { contestId } = socket.data.staff as StaffSession;
    const nowMs = app.clock.nowMs();
    return viewNight({
      version: nowMs,
      nowMs,
      heartbeats: app.heartbeats.all(),
      named: contestId === null,
      backupAtMs,
    });
  }
  let backupAtMs: number | null = null;
  let askedAtMs = 0;
  /** Asked of the database at most once a minute; while it is away the last answer stands. */
  async function requestBackup(): Promise<void> {
    const nowMs = app.clock.nowMs();
    if (nowMs - askedAtMs < backupEveryMs) return;
    askedAtMs = nowMs;
    backupAtMs = (await readLastBackup(app.db).catch(() => null))?.at_ms ?? backupAtMs;
  }
  const timer = setInterval(() => {
    if (namespace.adapter.rooms.has(nightChannel)) void requestBackup();
    for (const id of namespace.adapter.rooms.get(nightChannel) ?? []) {
      const socket = namespace.sockets.get(id);
      socket?.emit('night', look(socket));
    }
  }, everyMs);
  timer.unref();
  return {
    commandsOf: (socket) => ({
      'night:watch': command(z.object({}), async () => {
        await socket.join(nightChannel);
        await requestBackup();
        return accept(look(socket));
      }),
      'night:leave': command(z.object({}), async () => {
        await socket.leave(nightChannel);
        return accept(null);
      }),
    }),
    stop: () => clearInterval(timer),
  };
}
