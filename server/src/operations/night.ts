import type { NightView } from '@hoithi/shared/contract/night';
import { accept } from '@hoithi/shared/contract/result';
import type { Namespace, Socket } from 'socket.io';
import { z } from 'zod';
import type { House } from '../app-parts.ts';
import { readLastBackup } from '../archive/backups-sql.ts';
import { type Command, command } from '../web/namespace.ts';
import type { StaffSession } from '../web/sessions.ts';
import { viewNight } from './night-view.ts';

const room = 'night';
const everyMs = 2_000;
const backupEveryMs = 60_000;

/** The page of the night for every desk that has it open: whole views, every two seconds. SPEC N11. */
export function watchNight(
  house: House,
  door: Namespace,
): { commandsOf(socket: Socket): Record<string, Command>; stop(): void } {
  function look(socket: Socket): NightView {
    const { contestId } = socket.data.staff as StaffSession;
    const nowMs = house.clock.nowMs();
    return viewNight({ version: nowMs, nowMs, pulses: house.pulses.all(), named: contestId === null, backupAtMs });
  }
  let backupAtMs: number | null = null;
  let askedAtMs = 0;
  /** Asked of the database at most once a minute; while it is away the last answer stands. */
  async function askBackup(): Promise<void> {
    const nowMs = house.clock.nowMs();
    if (nowMs - askedAtMs < backupEveryMs) return;
    askedAtMs = nowMs;
    backupAtMs = (await readLastBackup(house.db).catch(() => null))?.at_ms ?? backupAtMs;
  }
  const timer = setInterval(() => {
    if (door.adapter.rooms.has(room)) void askBackup();
    for (const id of door.adapter.rooms.get(room) ?? []) {
      const socket = door.sockets.get(id);
      socket?.emit('night', look(socket));
    }
  }, everyMs);
  timer.unref();
  return {
    commandsOf: (socket) => ({
      'night:watch': command(z.object({}), async () => {
        await socket.join(room);
        await askBackup();
        return accept(look(socket));
      }),
      'night:leave': command(z.object({}), async () => {
        await socket.leave(room);
        return accept(null);
      }),
    }),
    stop: () => clearInterval(timer),
  };
}
