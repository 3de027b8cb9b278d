import type { Refusal } from '@hoithi/shared/contract/refusal';

/** What a room needs of a socket. The one place where tests put their own. */
export type Transport = {
  isConnected: () => boolean;
  /** Sends once; `onAck` is called when this very sending is answered, if ever. A message that is undefined is left out. */
  emit: (event: string, message: unknown, onAck: (answer: unknown) => void) => void;
  on: (event: string, hear: (message: unknown) => void) => void;
  onConnect: (hear: () => void) => void;
  onDisconnect: (hear: () => void) => void;
  /** The door refused the handshake itself. */
  onRefused: (hear: (refusal: Refusal) => void) => void;
  /** Which way messages go from now on; left out where there is but one. */
  onWay?: (hear: (way: 'socket' | 'http') => void) => void;
  /** Drops a line that has gone silent and takes a new one. `hurried`: one that does not open soon is tried anew, at first. */
  renew: (hurried?: boolean) => void;
  close: () => void;
};
