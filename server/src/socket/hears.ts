import { limits } from '@hoithi/shared/contract/limits';
import type { Refusal } from '@hoithi/shared/contract/refusal';
import { type Result, refuse } from '@hoithi/shared/contract/result';
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import type { House } from '../house/house.ts';
import { Unavailable } from '../ledger/database.ts';

/** One command of a door: how its message is read and what it does. `atMs` is the arrival, stamped before all else. */
export type Command = { schema: z.ZodType; act(message: never, atMs: number): Promise<Result<unknown>> };

export const command = <S extends z.ZodType>(
  schema: S,
  act: (message: z.output<S>, atMs: number) => Promise<Result<unknown>>,
): Command => ({ schema, act });

// One flood slows its own socket alone. [W3]
const pace = new BurstyRateLimiter(
  new RateLimiterMemory({ points: limits.commandsPerSecond, duration: 1 }),
  new RateLimiterMemory({ keyPrefix: 'burst', points: limits.commandsBurst, duration: 10 }),
);

/** Listens to a socket's commands: stamps, paces, parses, acts, acks. It alone catches a fault. SPEC W1, W2. */
export function hears(house: House, socket: Socket, commands: Record<string, Command>): void {
  socket.onAny((event: unknown, ...args: unknown[]) => {
    const atMs = house.clock.nowMs();
    const ack = args.at(-1);
    const answer = typeof ack === 'function' ? (result: Result<unknown>) => ack(result) : () => {};
    const message = typeof ack === 'function' && args.length === 1 ? {} : args[0];
    void answerTo(
      house,
      socket,
      typeof event === 'string' && Object.hasOwn(commands, event) ? commands[event] : undefined,
      message,
      atMs,
    ).then(answer);
  });
}

async function answerTo(
  house: House,
  socket: Socket,
  found: Command | undefined,
  message: unknown,
  atMs: number,
): Promise<Result<unknown>> {
  try {
    await pace.consume(socket.id);
  } catch (limit) {
    return refuse({
      code: 'too_fast',
      retryInMs: limit instanceof RateLimiterRes ? Math.ceil(limit.msBeforeNext) : 1000,
    });
  }
  if (!found) return refuse({ code: 'malformed', issues: ['unknown command'] });
  const parsed = found.schema.safeParse(message);
  if (!parsed.success) return refuse(malformed(parsed.error));
  try {
    return await found.act(parsed.data as never, atMs);
  } catch (fault) {
    return refuse(faultOf(house, fault));
  }
}

export const malformed = (error: z.ZodError): Refusal => ({
  code: 'malformed',
  issues: error.issues.slice(0, 10).map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`),
});

export function faultOf(house: House, fault: unknown): Refusal {
  if (fault instanceof Unavailable) {
    house.log.warn({ err: fault }, 'a store is away');
    return { code: 'unavailable' };
  }
  house.log.error({ err: fault }, 'a command stumbled');
  return { code: 'fault' };
}
