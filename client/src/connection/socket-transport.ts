import type { Refusal } from '@hoithi/shared/contract/refusal';
import { io } from 'socket.io-client';
import { resendCodes } from './resend.ts';
import type { Transport } from './transport.ts';

/** Half to one and a half of it, so that a hall that was disconnected does not reconnect in one instant. */
const reconnectMs = 1500;
/** A connection that is not open by then is tried anew. */
const openWithinMs = 8000;
/** The same for the first tries of a hurried renewal: another process may answer at the same address. */
const hurriedWithinMs = 3000;
const hurriedTries = 2;

/** The refusal inside a failed handshake, if the server put one there. */
function refusalOf(fault: Error & { data?: unknown }): Refusal | null {
  const data = fault.data;
  return typeof data === 'object' && data !== null && 'code' in data ? (data as Refusal) : null;
}

export type SocketTransport = Transport & {
  /** An attempt to connect failed. */
  onFailed: (listener: () => void) => void;
  /** Stops trying until renewed. */
  rest: () => void;
};

/** One Socket.IO connection to a namespace, WebSocket only. Identity is the session's cookie. */
export function socketTransport(namespace: string): SocketTransport {
  const socket = io(namespace, {
    transports: ['websocket'],
    withCredentials: true,
    forceNew: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 4000,
    randomizationFactor: 0.6, // a whole hall comes back at once
    timeout: openWithinMs,
  });
  let closed = false;
  let refused: (refusal: Refusal) => void = () => undefined;

  // After a refused handshake, or when the server hangs up, the library does not try again by itself.
  const reconnect = () => setTimeout(() => !closed && socket.connect(), reconnectMs * (0.5 + Math.random()));
  let failed: () => void = () => undefined;
  let hurries = 0;
  const hurryOn = (tries: number) => {
    hurries = tries;
    socket.io.timeout(tries > 0 ? hurriedWithinMs : openWithinMs);
  };
  socket.on('connect', () => hurryOn(0));
  socket.on('connect_error', (fault) => {
    hurryOn(Math.max(0, hurries - 1));
    if (refusalOf(fault) === null) failed();
    if (socket.active) return;
    const refusal = refusalOf(fault);
    if (refusal && !resendCodes.has(refusal.code)) refused(refusal);
    else reconnect();
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') reconnect();
  });

  return {
    isConnected: () => socket.connected,
    emit: (event, message, onAck) => {
      if (message === undefined) socket.emit(event, onAck);
      else socket.emit(event, message, onAck);
    },
    on: (event, listener) => void socket.on(event, listener),
    onConnect: (listener) => void socket.on('connect', listener),
    onDisconnect: (listener) => void socket.on('disconnect', listener),
    onRefused: (listener) => {
      refused = listener;
    },
    onFailed: (listener) => {
      failed = listener;
    },
    rest: () => void socket.disconnect(),
    renew: (hurried = false) => {
      hurryOn(hurried ? hurriedTries : 0);
      socket.disconnect().connect();
    },
    close: () => {
      closed = true;
      socket.close();
    },
  };
}
