import { randomUUID } from 'node:crypto';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { type Result, refuse } from '@hoithi/shared/contract/result';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { receiveEvents } from '../platform/bus/socket-internals.ts';
import { Unavailable } from '../platform/db/database.ts';
import { openPace } from '../platform/limits/pace.ts';

/**
 * One command of a door: how its message is read and what it does. `atMs` is the arrival, stamped before all else; `who` is
 * what the door keeps of the sender.
 */
export type Command<W = unknown> = {
  schema: z.ZodType;
  act(message: never, atMs: number, who: W): Promise<Result<unknown>>;
};
export type Commands<W> = Readonly<Record<string, Command<W>>>;

/** A command of a door whose commands are one table for all its sockets. */
export const commandOf =
  <W>() =>
  <S extends z.ZodType>(
    schema: S,
    act: (message: z.output<S>, atMs: number, who: W) => Promise<Result<unknown>>,
  ): Command<W> => ({ schema, act });

export const command = commandOf<unknown>();

/** Listens to a socket's commands: stamps, paces, parses, acts, acks. It alone catches a fault. SPEC W1, W2. */
export function handleCommands<W>(app: App, socket: Socket, commands: Commands<W>, who: W = undefined as W): void {
  const pace = openPace(); // one flood slows its own socket alone [W3]
  receiveEvents(socket, (event, message = {}, reply) => {
    const atMs = app.clock.nowMs();
    const sinceMs = performance.now();
    const name = typeof event === 'string' && Object.hasOwn(commands, event) ? event : 'unknown';
    const retryInMs = pace.take(sinceMs);
    const answered =
      retryInMs === null
        ? answerTo(app, socket, name, commands[name], message, atMs, who)
        : Promise.resolve(refuse({ code: 'too_fast', retryInMs }));
    void answered.then((result) => {
      reply?.(result);
      app.metrics.answered(namespaceOf(socket), name, performance.now() - sinceMs, result);
      if (!result.ok) logRefusal(app, socket, name, result.refusal);
    });
  });
}

const namespaceOf = (socket: Socket): string => socket.nsp.name.slice(1);

/** For whoever looks for the reason of a refusal: what, where and an id, never who. SPEC N10, S8. */
function logRefusal(app: App, socket: Socket, name: string, { code }: Refusal): void {
  if (code === 'fault' || code === 'unavailable') return; // told with their cause
  app.log.debug(
    { requestId: randomUUID(), namespace: namespaceOf(socket), command: name, code },
    'a command was refused',
  );
}

async function answerTo<W>(
  app: App,
  socket: Socket,
  name: string,
  found: Command<W> | undefined,
  message: unknown,
  atMs: number,
  who: W,
): Promise<Result<unknown>> {
  if (!found) return refuse({ code: 'malformed', issues: ['unknown command'] });
  const parsed = found.schema.safeParse(message);
  if (!parsed.success) return refuse(malformed(parsed.error));
  try {
    return await found.act(parsed.data as never, atMs, who);
  } catch (fault) {
    return refuse(faultOf(app, fault, { requestId: randomUUID(), namespace: namespaceOf(socket), command: name }));
  }
}

export const malformed = (error: z.ZodError): Refusal => ({
  code: 'malformed',
  issues: error.issues.slice(0, 10).map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`),
});

/** `about` names the request in the log: an id, a room, a command; nothing of a person. */
export function faultOf(app: App, fault: unknown, about: Readonly<Record<string, string>> = {}): Refusal {
  if (fault instanceof Unavailable) {
    app.outages.log(fault, about);
    return { code: 'unavailable' };
  }
  app.log.error({ ...about, err: fault }, 'a command stumbled');
  return { code: 'fault' };
}
