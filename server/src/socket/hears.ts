import { randomUUID } from 'node:crypto';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { type Result, refuse } from '@hoithi/shared/contract/result';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import type { House } from '../house/house.ts';
import { Unavailable } from '../ledger/database.ts';
import { openPace } from './pace.ts';

/** One command of a door: how its message is read and what it does. `atMs` is the arrival, stamped before all else. */
export type Command = { schema: z.ZodType; act(message: never, atMs: number): Promise<Result<unknown>> };

export const command = <S extends z.ZodType>(
  schema: S,
  act: (message: z.output<S>, atMs: number) => Promise<Result<unknown>>,
): Command => ({ schema, act });

/** Listens to a socket's commands: stamps, paces, parses, acts, acks. It alone catches a fault. SPEC W1, W2. */
export function hears(house: House, socket: Socket, commands: Record<string, Command>): void {
  const pace = openPace(); // one flood slows its own socket alone [W3]
  socket.onAny((event: unknown, ...args: unknown[]) => {
    const atMs = house.clock.nowMs();
    const sinceMs = performance.now();
    const ack = args.at(-1);
    const answer = typeof ack === 'function' ? (result: Result<unknown>) => ack(result) : () => {};
    const message = typeof ack === 'function' && args.length === 1 ? {} : args[0];
    const name = typeof event === 'string' && Object.hasOwn(commands, event) ? event : 'unknown';
    const retryInMs = pace.take(sinceMs);
    const answered =
      retryInMs === null
        ? answerTo(house, socket, name, commands[name], message, atMs)
        : Promise.resolve(refuse({ code: 'too_fast', retryInMs }));
    void answered.then((result) => {
      answer(result);
      house.vitals.answered(roomOf(socket), name, performance.now() - sinceMs, result);
      if (!result.ok) tellRefusal(house, socket, name, result.refusal);
    });
  });
}

const roomOf = (socket: Socket): string => socket.nsp.name.slice(1);

/** For whoever looks for the reason of a refusal: what, where and an id, never who. SPEC N10, S8. */
function tellRefusal(house: House, socket: Socket, name: string, { code }: Refusal): void {
  if (code === 'fault' || code === 'unavailable') return; // told with their cause
  house.log.debug({ requestId: randomUUID(), room: roomOf(socket), command: name, code }, 'a command was refused');
}

async function answerTo(
  house: House,
  socket: Socket,
  name: string,
  found: Command | undefined,
  message: unknown,
  atMs: number,
): Promise<Result<unknown>> {
  if (!found) return refuse({ code: 'malformed', issues: ['unknown command'] });
  const parsed = found.schema.safeParse(message);
  if (!parsed.success) return refuse(malformed(parsed.error));
  try {
    return await found.act(parsed.data as never, atMs);
  } catch (fault) {
    return refuse(faultOf(house, fault, { requestId: randomUUID(), room: roomOf(socket), command: name }));
  }
}

export const malformed = (error: z.ZodError): Refusal => ({
  code: 'malformed',
  issues: error.issues.slice(0, 10).map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`),
});

/** `about` names the request in the log: an id, a room, a command; nothing of a person. */
export function faultOf(house: House, fault: unknown, about: Readonly<Record<string, string>> = {}): Refusal {
  if (fault instanceof Unavailable) {
    house.log.warn({ ...about, err: fault }, 'a store is away');
    return { code: 'unavailable' };
  }
  house.log.error({ ...about, err: fault }, 'a command stumbled');
  return { code: 'fault' };
}
