import type { Refusal } from '@hoithi/shared/contract/refusal';

/** What a namespace needs of its socket. Tests put a scripted one in its place. */
export type Transport = {
  isConnected: () => boolean;
  /** Sends once; `onAck` is called when this very sending is answered, if ever. A message that is undefined is left out. */
  emit: (event: string, message: unknown, onAck: (answer: unknown) => void) => void;
  on: (event: string, listener: (message: unknown) => void) => void;
  onConnect: (listener: () => void) => void;
  onDisconnect: (listener: () => void) => void;
  /** The handshake itself was refused. */
  onRefused: (listener: (refusal: Refusal) => void) => void;
  /** Which way messages take from now on; left out where there is but one. */
  onWay?: (listener: (way: 'socket' | 'http') => void) => void;
  /** Drops a silent connection and opens another. `hurried`: one that does not open soon is replaced early, at first. */
  renew: (hurried?: boolean) => void;
  close: () => void;
};
