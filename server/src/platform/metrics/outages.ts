import type { Logger } from 'pino';
import type { Unavailable } from '../db/database.ts';

/** How long one line stands for all that is refused for the same reason. Units: ms. */
const everyMs = 1_000;

export type Outages = { tell(fault: Unavailable, about: Readonly<Record<string, string>>): void };

/**
 * Commands refused because a store is away, in the log: the first of a second with its id and cause, the others by their
 * number. A hall asks again and again through an outage, and a line each would cost more than its refusal. SPEC N10.
 */
export function createOutageLog(log: Pick<Logger, 'warn'>): Outages {
  const untold = new Map<string, number>();
  return {
    tell(fault, about) {
      const { message } = fault;
      const others = untold.get(message);
      if (others !== undefined) return void untold.set(message, others + 1);
      untold.set(message, 0);
      log.warn({ ...about, err: fault }, 'a store is away');
      setTimeout(() => {
        const commands = untold.get(message) ?? 0;
        untold.delete(message);
        if (commands > 0) log.warn({ reason: message, commands }, 'a store was away for other commands too');
      }, everyMs).unref();
    },
  };
}
