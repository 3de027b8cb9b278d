import type { Namespace } from 'socket.io';
import type { House } from '../app-parts.ts';

/** The room of those lines that hold an attempt: one device's. SPEC A11. */
export const seatRoom = (attemptId: string): string => `attempt:${attemptId}`;

export type SeatLine = { id: string; data: { mark?: unknown } };

/** Every line that holds the attempt, in all processes; those of this one alone while the others cannot be asked. */
export async function findSeats(house: House, door: Namespace, attemptId: string): Promise<SeatLine[]> {
  try {
    return await door.in(seatRoom(attemptId)).fetchSockets();
  } catch (outage) {
    house.log.warn({ err: outage }, 'other processes could not be asked');
    return door.local.in(seatRoom(attemptId)).fetchSockets();
  }
}
