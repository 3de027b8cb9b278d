import type { Server, Socket } from 'socket.io';

/**
 * Everything of Socket.IO and ws that their types do not promise. Written for socket.io 4.8.4, engine.io 6.6.12 and ws
 * 8.21.3: each function says what it relies on and what happens where that is missing. socket-internals.test.ts fails when
 * one of the ways here is not taken with the installed versions.
 */

/** The net.Socket of a WebSocket, as `_socket`. */
type Wire = { writable: boolean; writableCorked: number; cork(): void; uncork(): void };

/** ws: its public part, then `_socket` and `_sender`, which are private. */
export type InnerWebSocket = {
  readonly readyState: number;
  readonly bufferedAmount: number;
  ping(): void;
  pong(data: Buffer): void;
  pause(): void;
  terminate(): void;
  on(event: 'ping' | 'pong', listener: (data: Buffer) => void): unknown;
  _autoPong?: boolean;
  readonly _socket?: Wire;
  readonly _sender?: { readonly sendFrame?: (list: Buffer[]) => void; readonly _state?: number };
};

/** engine.io: one connection, which may carry sockets of several namespaces. */
export type Connection = {
  readonly readyState: string;
  readonly writeBuffer?: unknown[];
  readonly transport?: { readonly name: string; readonly writable: boolean; readonly socket?: InnerWebSocket };
  close(discard?: boolean): void;
};

const openState = 1; // WebSocket.OPEN
const idleSender = 0; // ws: neither deflating nor reading a blob

const connectionOf = (socket: Socket): Connection => socket.conn as unknown as Connection;

/** engine.io: `transport.socket`. null where it is missing: then a connection has no pings and no amount buffered. */
export const webSocketOf = (connection: object): InnerWebSocket | null =>
  (connection as Connection).transport?.socket ?? null;

/** engine.io: `clients`, protected. [] where it is missing: then nobody is moved, and the closing server disconnects all. */
export const connectionsOf = (io: Server): Connection[] =>
  Object.values((io.engine as unknown as { clients?: Record<string, Connection> }).clients ?? {});

/** socket.io: `client.nsps`. 1 where it is missing: then a connection stays open until its device closes it. */
export const namespacesOf = (socket: Socket): number =>
  (socket as unknown as { client?: { nsps?: Map<string, unknown> } }).client?.nsps?.size ?? 1;

/**
 * Lets messages of a connection through, or none: called before anything is read of one. engine.io: `transport.onPacket`,
 * which is called with every packet. Where it is missing all are let through.
 *
 * Answers  whether the way is taken.
 */
export function filterPackets(connection: object, letsThrough: () => boolean): boolean {
  const transport = (connection as { transport?: { onPacket?: (packet: unknown) => void } }).transport;
  const receive = transport?.onPacket;
  if (!transport || typeof receive !== 'function') return false;
  transport.onPacket = (packet) => {
    if (letsThrough()) receive.call(transport, packet);
  };
  return true;
}

/**
 * Answers pings of a device only while they are let through. ws: `_autoPong`. Where it is missing the library answers all
 * that it has read.
 *
 * Answers  whether the way is taken.
 */
export function answerPings(inner: InnerWebSocket, letsThrough: () => boolean): boolean {
  const own = inner._autoPong === true;
  if (own) inner._autoPong = false;
  inner.on('ping', (data) => {
    if (letsThrough() && own) inner.pong(data);
  });
  return own;
}

/**
 * Writes ready frames in one piece, past the queues of the libraries: no scan for bytes, no second encoding, no drain to
 * wait for. engine.io: `transport.socket`, `writeBuffer`; ws: `_sender.sendFrame`, `_sender._state`, `_socket.writable`.
 *
 * Answers  false where one of them is missing or something waits before it: nothing was written, and `socket.emit` keeps
 *          the order.
 */
export function writeFrames(socket: Socket, frames: Buffer): boolean {
  const { transport, readyState, writeBuffer } = connectionOf(socket);
  if (readyState !== 'open' || transport?.name !== 'websocket' || !transport.writable || writeBuffer?.length !== 0)
    return false;
  const inner = transport.socket;
  const sender = inner?._sender;
  if (inner?.readyState !== openState || inner._socket?.writable !== true || sender?._state !== idleSender)
    return false;
  if (typeof sender.sendFrame !== 'function') return false;
  sender.sendFrame([frames]);
  return true;
}

/** ws: `_socket.cork`. A ping leaves with whatever is written in this turn of the event loop; where it is missing, alone. */
export function pingWithNextWrite(inner: InnerWebSocket): void {
  const wire = inner._socket;
  wire?.cork();
  if (wire) process.nextTick(() => wire.uncork());
  inner.ping();
}

/** ws: `_socket.cork`. What is written in this turn of the event loop leaves together; where it is missing, one by one. */
export function joinWrites(socket: Socket): void {
  const wire = webSocketOf(socket.conn)?._socket;
  if (!wire?.writable || wire.writableCorked > 0) return;
  wire.cork();
  process.nextTick(() => wire.uncork());
}

type Reply = (answer: unknown) => void;
type Receive = (event: unknown, message: unknown, reply: Reply | null) => void;
type EventReceiver = {
  onevent?: (packet: { id?: number; data?: unknown[] }) => void;
  ack?: (id: number) => Reply;
};

/**
 * Receives every event of a socket before the library makes listeners, an ack and their closures of it, and answers in one
 * write. socket.io: `onevent`, which is called for each event, and `ack`. Where one is missing, `onAny` receives.
 *
 * Answers  whether the short way is taken.
 */
export function receiveEvents(socket: Socket, receive: Receive): boolean {
  const inside = socket as unknown as EventReceiver;
  if (typeof inside.onevent !== 'function' || typeof inside.ack !== 'function') {
    socket.onAny((event: string, ...args: unknown[]) => {
      const last = args.at(-1);
      const reply = typeof last === 'function' ? (last as Reply) : null;
      receive(event, args[0] === last && reply ? undefined : args[0], reply);
    });
    return false;
  }
  inside.onevent = ({ id, data }) => receive(data?.[0], data?.[1], id === undefined ? null : replyTo(socket, id));
  return true;
}

const replyTo =
  (socket: Socket, id: number): Reply =>
  (answer) => {
    if (socket.connected && writeFrames(socket, ackFrame(socket.nsp.name, id, answer))) return;
    (socket as unknown as Required<EventReceiver>).ack(id)(answer);
  };

/** An event of a namespace as one frame. Socket.IO protocol 5 over engine.io protocol 4. */
export const eventFrame = (namespace: string, event: string, payload: unknown): Buffer =>
  textFrame(`42${namespace},${JSON.stringify([event, payload])}`);

/** The ack of an event by its number. */
const ackFrame = (namespace: string, id: number, answer: unknown): Buffer =>
  textFrame(`43${namespace},${id}${JSON.stringify([answer])}`);

/** An empty ping. RFC 6455, 5.5.2. */
export const pingFrame = Buffer.from([0x89, 0]);

/** One unmasked text frame of a server. RFC 6455, 5.2. */
function textFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const head = bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + bytes);
  frame[0] = 0x81;
  if (bytes < 126) frame[1] = bytes;
  else if (bytes < 65_536) {
    frame[1] = 126;
    frame.writeUInt16BE(bytes, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(bytes), 2);
  }
  frame.write(text, head, 'utf8');
  return frame;
}
