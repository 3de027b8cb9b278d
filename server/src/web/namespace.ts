import { randomUUID } from 'node:crypto';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import type { Permission } from '@hoithi/shared/rules/permissions';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import type { App } from '../app-parts.ts';
import { joinWrites, receiveEvents } from '../platform/bus/socket-internals.ts';
import { openPace } from '../platform/limits/pace.ts';
import { settle } from './connection-limits.ts';
import { faultOf, malformed } from './faults.ts';
import { isOutOfScope } from './route.ts';
import { type Acting, auditRefusal } from './sessions.ts';
import type { StaffSession } from './sessions-sql.ts';

type Answer = Result<unknown> | Promise<Result<unknown>>;
/** What is settled before a command acts: the arrival, stamped before all else, and what its scope answered. */
type Settled<S> = { atMs: number; scope: S };

/** One command of a namespace: how its message is read, as whom its sender may act, and what it does. */
export type Command<W> = {
  /** The permission that staff need for it. Left out: that of the namespace. */
  may: Permission | undefined;
  schema: z.ZodType;
  scope: (who: W, message: never) => Answer;
  /** As what a refusal of staff stands in the audit trail. Left out: the command's name. */
  object?: ((message: never) => string) | undefined;
  act: (message: never, who: W, settled: Settled<never>) => Answer;
};
export type Commands<W> = Readonly<Record<string, Command<W>>>;

/** What the commands of a staff namespace know of their sender: with the permission of the command. */
export type Staff = { socket: Socket; by: Acting };

/** As whom a command acts; refused where its sender may not. */
export type SettleWho<W> = (command: Command<W>, atMs: number) => Result<W> | Promise<Result<W>>;

/** What every page says first. */
const enterCommand = 'view:enter';

const noScope = (): Result<undefined> => accept(undefined);

/**
 * The one way to write a socket command. The namespace has settled the session at the handshake; the message is read by its
 * schema, then permission and scope are settled, then the command acts. `who` is what the namespace knows of the sender.
 * SPEC W1, W2, W4, U4, I2.
 */
export function command<M extends z.ZodType, W = unknown, S = undefined>(
  definition: {
    may?: Permission;
    schema: M;
    scope?: (who: W, message: z.output<M>) => Result<S> | Promise<Result<S>>;
    object?: (message: z.output<M>) => string;
  },
  act: (message: z.output<M>, who: W, settled: Settled<S>) => Answer,
): Command<W> {
  const { may, schema, scope, object } = definition;
  return { may, schema, scope: (scope ?? noScope) as Command<W>['scope'], object, act: act as Command<W>['act'] };
}

type CommandsApp = Pick<App, 'db' | 'clock' | 'log' | 'metrics' | 'outages'>;

/** Receives a socket's commands: stamps, paces, parses, acts, acks. It alone catches a fault. SPEC W1, W2. */
export function handleCommands<W>(
  app: CommandsApp,
  socket: Socket,
  commands: Commands<W>,
  settleWho: SettleWho<W>,
): void {
  const pace = openPace(); // one flood slows its own socket alone [W3]
  receiveEvents(socket, (event, message = {}, reply) => {
    const atMs = app.clock.nowMs();
    const sinceMs = performance.now();
    const name = typeof event === 'string' && Object.hasOwn(commands, event) ? event : 'unknown';
    const answerWith = (result: Result<unknown>): void => {
      reply?.(result);
      if (result.ok && name === enterCommand) settle(socket);
      app.metrics.answered(namespaceOf(socket), name, performance.now() - sinceMs, result);
      if (!result.ok) logRefusal(app, socket, name, result.refusal);
    };
    const retryInMs = pace.take(sinceMs);
    const read = retryInMs === null ? readMessage(commands[name], message) : refuse({ code: 'too_fast', retryInMs });
    if (!read.ok) {
      joinWrites(socket); // a flood's refusals leave together, not in a write of the system each [W3]
      return answerWith(read);
    }
    void answerTo(app, socket, name, read.value, atMs, settleWho).then(answerWith);
  });
}

const namespaceOf = (socket: Socket): string => socket.nsp.name.slice(1);

/** For whoever looks for the reason of a refusal: what, where and an id, never who. SPEC N10, S8. */
function logRefusal(app: CommandsApp, socket: Socket, name: string, { code }: Refusal): void {
  if (code === 'fault' || code === 'unavailable') return; // logged with their cause
  if (!app.log.isLevelEnabled('debug')) return;
  app.log.debug(
    { requestId: randomUUID(), namespace: namespaceOf(socket), command: name, code },
    'a command was refused',
  );
}

/** A command with its message as its schema reads it. */
type Read<W> = { found: Command<W>; message: never };

function readMessage<W>(found: Command<W> | undefined, message: unknown): Result<Read<W>> {
  if (!found) return refuse({ code: 'malformed', issues: ['unknown command'] });
  const parsed = found.schema.safeParse(message);
  return parsed.success ? accept({ found, message: parsed.data as never }) : refuse(malformed(parsed.error));
}

async function answerTo<W>(
  app: CommandsApp,
  socket: Socket,
  name: string,
  { found, message }: Read<W>,
  atMs: number,
  settleWho: SettleWho<W>,
): Promise<Result<unknown>> {
  try {
    const result = await actOn(found, message, atMs, await settleWho(found, atMs));
    return result.ok ? result : await refuseStaff(app, socket, found.object?.(message) ?? name, result);
  } catch (fault) {
    const about = { requestId: randomUUID(), namespace: namespaceOf(socket), command: name };
    return refuse(faultOf(app, fault, about, 'a command failed'));
  }
}

async function actOn<W>(
  { scope, act }: Command<W>,
  message: never,
  atMs: number,
  who: Result<W>,
): Promise<Result<unknown>> {
  if (!who.ok) return who;
  const settled = await scope(who.value, message);
  return settled.ok ? act(message, who.value, { atMs, scope: settled.value as never }) : settled;
}

/** Staff beyond their scope are in the audit trail, whichever command they sent. SPEC U4, W11. */
async function refuseStaff(
  app: CommandsApp,
  socket: Socket,
  object: string,
  refused: Extract<Result<unknown>, { ok: false }>,
): Promise<Result<unknown>> {
  const staff = socket.data.staff as StaffSession | undefined;
  if (staff && (refused.refusal.code === 'not_allowed' || isOutOfScope(refused)))
    await auditRefusal(app, staff, object);
  return refuse(refused.refusal);
}
