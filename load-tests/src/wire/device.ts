import type { Refusal } from '@hoithi/shared/contract/refusal';
import type { Result } from '@hoithi/shared/contract/result';

/** How long a device waits for an ack before it counts as unanswered. */
export const ackWithinMs = 30_000;

export type Received<T> = { result: Result<T>; tookMs: number };

/** One connection into one namespace of the server. */
export interface Device {
  /** Sends a command and waits for its ack. Rejects when the connection ends or no ack comes, by default within `ackWithinMs`. */
  request<T>(event: string, message: unknown, withinMs?: number): Promise<Received<T>>;
  close(): void;
  /** Called once if the connection ends without `close`. */
  onLost(listener: () => void): void;
  /** Called with every event's text as it came in; reading it is the listener's own cost. */
  onEvent?(listener: (text: string) => void): void;
  /** Cuts the connection without closing it, as a phone out of reach does. */
  drop?(): void;
  /** Reads nothing for so long; what comes in meanwhile waits in the system's buffers. */
  hold?(forMs: number): void;
}

/** What connections have carried together: the messages' own bytes, without the frames around them. */
export type Traffic = { receivedBytes: number; sentBytes: number };
export const openTraffic = (): Traffic => ({ receivedBytes: 0, sentBytes: 0 });

export type DeviceOptions = {
  url: string;
  namespace: string;
  cookie: string | null;
  traffic?: Traffic;
  /** How long the connection may take to open; left out: as long as an ack. */
  openWithinMs?: number;
};

/** A refusal where the crowd needed a yes. */
export class Refused extends Error {
  constructor(event: string, refusal: Refusal) {
    super(`${event} was refused: ${JSON.stringify(refusal)}`);
  }
}

/** Sends a command and returns the value, or throws `Refused`. */
export async function requestFor<T>(device: Device, event: string, message: unknown): Promise<T> {
  const { result } = await device.request<T>(event, message);
  if (!result.ok) throw new Refused(event, result.refusal);
  return result.value;
}
