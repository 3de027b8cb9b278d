import type { Logger } from 'pino';
import { type Busy, Unavailable } from '../db/database.ts';

/** How long one log entry stands for all that is refused for the same reason. Units: ms. */
const everyMs = 1_000;

const unavailable = {
  first: 'store unavailable: a command was refused',
  more: 'store unavailable: more commands were refused',
};
const full = { first: 'queue full: a command was refused', more: 'queue full: more commands were refused' };

export type Outages = { log(fault: Unavailable | Busy, about: Readonly<Record<string, string>>): void };

/**
 * Logs commands that are refused because a store is unavailable or a queue is full: the first of a second with its id and cause, the others
 * by their number. A hall resends again and again through an outage, and an entry each would cost more than its refusal.
 * SPEC N10.
 */
export function createOutageLog(log: Pick<Logger, 'warn'>): Outages {
  const unlogged = new Map<string, number>();
  return {
    log(fault, about) {
      const { message } = fault;
      const others = unlogged.get(message);
      if (others !== undefined) return void unlogged.set(message, others + 1);
      unlogged.set(message, 0);
      const words = fault instanceof Unavailable ? unavailable : full;
      log.warn({ ...about, err: fault }, words.first);
      setTimeout(() => {
        const commands = unlogged.get(message) ?? 0;
        unlogged.delete(message);
        if (commands > 0) log.warn({ reason: message, commands }, words.more);
      }, everyMs).unref();
    },
  };
}
