import type { Refusal } from '@hoithi/shared/contract/refusal';
import { io } from 'socket.io-client';
import { resendCodes } from './resend.ts';
import type { Transport } from './transport.ts';

/** Half to one and a half of it, so that a hall that was sent away does not come back in one instant. */
const comeBackMs = 1500;
/** A line that is not open by then is tried anew. */
const openWithinMs = 8000;
/** The first ones of a page in a hurry: behind one address the next line goes to another process. */
const hurriedWithinMs = 3000;
const hurriedTries = 2;

/** The refusal inside a failed handshake, if the server's door put one there. */
function refusalOf(fault: Error & { data?: unknown }): Refusal | null {
  const data = fault.data;
  return typeof data === 'object' && data !== null && 'code' in data ? (data as Refusal) : null;
}

export type SocketTransport = Transport & {
  /** An attempt to connect came to nothing. */
  onFailed: (hear: () => void) => void;
  /** Tries no more until renewed. */
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
  const comeBack = () => setTimeout(() => !closed && socket.connect(), comeBackMs * (0.5 + Math.random()));
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
    else comeBack();
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') comeBack();
  });

  return {
    isConnected: () => socket.connected,
    emit: (event, message, onAck) => {
      if (message === undefined) socket.emit(event, onAck);
      else socket.emit(event, message, onAck);
    },
    on: (event, hear) => void socket.on(event, hear),
    onConnect: (hear) => void socket.on('connect', hear),
    onDisconnect: (hear) => void socket.on('disconnect', hear),
    onRefused: (hear) => {
      refused = hear;
    },
    onFailed: (hear) => {
      failed = hear;
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
