import { AttendDraft, type Present } from '@hoithi/shared/contract/drafts';
import { accept } from '@hoithi/shared/contract/result';
import type { Namespace, Socket } from 'socket.io';
import { readAccountName } from '../accounts/accounts-sql.ts';
import type { App } from '../app-parts.ts';
import { type Commands, command, type Staff } from '../web/namespace.ts';
import { findDraft } from './read-drafts.ts';

const channelOf = (draftId: string): string => `draft ${draftId}`;
/** A page says every 30 seconds that it is still there; a process that died says nothing any more. Units: ms. */
const absentAfterMs = 75_000;
const presentMax = 50;

type Attendee = { name: string; part: string; atMs: number };

/** Who else has a draft open, and in which part; and that somebody saved it. In every process. SPEC J3. */
export function openAttendance(
  app: Pick<App, 'bus' | 'clock' | 'db'>,
  namespace: Namespace,
): { commands: Commands<Staff> } {
  const present = new Map<string, Map<string, Attendee>>();

  const othersOf = (draftId: string, who: string): Present[] => {
    const sinceMs = app.clock.nowMs() - absentAfterMs;
    return [...(present.get(draftId) ?? [])]
      .filter(([each, { atMs }]) => each !== who && atMs >= sinceMs)
      .slice(0, presentMax)
      .map(([, { name, part }]) => ({ name, part }));
  };
  const watching = (draftId: string): Socket[] =>
    [...(namespace.adapter.rooms.get(channelOf(draftId)) ?? [])].flatMap((id) => namespace.sockets.get(id) ?? []);

  app.bus.subscribe('draft:attended', ({ draftId, who, name, part }) => {
    const of = present.get(draftId) ?? new Map<string, Attendee>();
    const nowMs = app.clock.nowMs();
    const before = of.get(who);
    if (part === null) of.delete(who);
    else of.set(who, { name, part, atMs: nowMs });
    for (const [each, { atMs }] of of) if (atMs < nowMs - absentAfterMs) of.delete(each);
    if (of.size === 0) present.delete(draftId);
    else present.set(draftId, of);
    if (before?.part === part) return;
    for (const socket of watching(draftId))
      if (socket.id !== who) socket.emit('draft:present', { draftId, present: othersOf(draftId, socket.id) });
  });
  app.bus.subscribe('draft:changed', ({ draftId, version }) => {
    for (const socket of watching(draftId)) socket.emit('draft:saved', { draftId, version });
  });

  async function attend(socket: Socket, draftId: string, name: string, part: string | null): Promise<void> {
    const before = socket.data.draftId as string | null | undefined;
    const publish = (id: string, now: string | null) =>
      app.bus.publish('draft:attended', { draftId: id, who: socket.id, name, part: now });
    if (before && before !== draftId) {
      await socket.leave(channelOf(before));
      publish(before, null);
    }
    if (before === undefined)
      socket.once('disconnect', () => {
        const last = socket.data.draftId as string | null;
        if (last !== null) publish(last, null);
      });
    socket.data.draftId = part === null ? null : draftId;
    if (part === null) await socket.leave(channelOf(draftId));
    else await socket.join(channelOf(draftId));
    publish(draftId, part);
  }

  return {
    commands: {
      'draft:attend': command(
        {
          may: 'draft:read',
          schema: AttendDraft,
          scope: ({ by }: Staff, { draftId }) => findDraft(app.db, by, draftId),
        },
        async ({ draftId, part }, { socket, by }: Staff) => {
          const name = by.accountId === null ? null : await readAccountName(app.db, by.accountId);
          await attend(socket, draftId, name ?? by.actor, part);
          return accept({ present: othersOf(draftId, socket.id) });
        },
      ),
    },
  };
}
