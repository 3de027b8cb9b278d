import { limits } from '@hoithi/shared/contract/limits';
import type { App } from '../app-parts.ts';
import type { OverloadSettings } from '../platform/limits/limit-settings.ts';
import type { Bounds } from '../platform/metrics/gauges.ts';

/** What is bounded outside of `App`. */
export type ConnectionReadings = {
  sockets(): number;
  guestSockets(): number;
  /** Of the device that reads least. */
  outgoingBytes(): number;
  /** null: a process alone. */
  busWaiting: (() => number) | null;
};

type Waits = { waiting(): number };

/**
 * Everything in this process that has a bound, and how full it is. Names are those of the table in docs/operators.md,
 * which says what happens at each bound.
 *
 * Source   SPEC N22, W5, W7-W9.
 */
export function readBounds(
  app: Pick<
    App,
    'admission' | 'attempts' | 'background' | 'db' | 'firstArrivals' | 'httpAttemptLocks' | 'messageBudget'
  >,
  batches: Readonly<Record<string, Waits>>,
  overload: OverloadSettings,
  connections: ConnectionReadings,
): Bounds {
  const { all, urgent } = app.db.waiting();
  return {
    start_queue: { used: app.admission.waiting(), max: overload.startQueueMax },
    sockets: { used: connections.sockets(), max: overload.socketsMax },
    guest_sockets: { used: connections.guestSockets(), max: overload.guestSocketsMax },
    sign_in_messages: { used: app.messageBudget.used(), max: overload.messagesPerHour },
    ...Object.fromEntries(
      Object.entries(batches).map(([name, batch]) => [
        `batch_${name}`,
        { used: batch.waiting(), max: limits.batchWaitingMax },
      ]),
    ),
    database: { used: all, max: limits.databaseWaitingMax },
    database_answers: { used: urgent, max: limits.databaseWaitingMax },
    ...(connections.busWaiting === null ? {} : { bus: { used: connections.busWaiting(), max: limits.busWaitingMax } }),
    attempt_turns: { used: app.attempts.longestTurn(), max: limits.attemptTurnsMax },
    background: { used: app.background.waiting(), max: limits.backgroundWaitingMax },
    outgoing_bytes: { used: connections.outgoingBytes(), max: limits.outgoingBytesMax },
    first_arrivals: { used: app.firstArrivals.size(), max: limits.firstArrivalsMax },
    cached_attempts: { used: app.attempts.size(), max: limits.cachedAttemptsMax },
    http_attempt_locks: { used: app.httpAttemptLocks.size(), max: limits.httpAttemptLocksMax },
  };
}
