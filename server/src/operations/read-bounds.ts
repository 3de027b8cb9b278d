import { limits } from '@hoithi/shared/contract/limits';
import type { House } from '../app-parts.ts';
import type { OverloadSettings } from '../platform/limits/limit-settings.ts';
import type { Bounds } from '../platform/metrics/gauges.ts';

/** What is bounded outside of the house's own parts. */
export type DoorReadings = {
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
  house: House,
  batches: Readonly<Record<string, Waits>>,
  overload: OverloadSettings,
  door: DoorReadings,
): Bounds {
  const { all, urgent } = house.db.waiting();
  return {
    start_queue: { used: house.admission.waiting(), max: overload.startQueueMax },
    sockets: { used: door.sockets(), max: overload.socketsMax },
    guest_sockets: { used: door.guestSockets(), max: overload.guestSocketsMax },
    sign_in_messages: { used: house.messageBudget.used(), max: overload.messagesPerHour },
    ...Object.fromEntries(
      Object.entries(batches).map(([name, batch]) => [
        `batch_${name}`,
        { used: batch.waiting(), max: limits.batchWaitingMax },
      ]),
    ),
    database: { used: all, max: limits.databaseWaitingMax },
    ...(urgent === null ? {} : { database_answers: { used: urgent, max: limits.databaseWaitingMax } }),
    ...(door.busWaiting === null ? {} : { bus: { used: door.busWaiting(), max: limits.busWaitingMax } }),
    attempt_turns: { used: house.attempts.longestTurn(), max: limits.attemptTurnsMax },
    background: { used: house.background.waiting(), max: limits.backgroundWaitingMax },
    outgoing_bytes: { used: door.outgoingBytes(), max: limits.outgoingBytesMax },
    first_arrivals: { used: house.firstArrivals.size(), max: limits.firstArrivalsMax },
    held_attempts: { used: house.attempts.size(), max: limits.heldAttemptsMax },
    http_seats: { used: house.httpSeats.size(), max: limits.httpSeatsMax },
  };
}
