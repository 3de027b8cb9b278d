import type { Socket } from 'socket.io';

type Wire = {
  readyState: number;
  _sender?: { sendFrame?: (list: Buffer[]) => void; _state?: number };
  _socket?: { writable: boolean };
};
type Line = {
  readyState: string;
  writeBuffer?: unknown[];
  transport?: { name: string; writable: boolean; socket?: Wire };
};

/**
 * Tells every socket of this process the same: the message is encoded once and one ready frame is written to each line.
 * A line that is not idle, or that does not look as it does in the versions this was written for, gets it the usual
 * way, so that the order on a line is kept. Who is first is drawn for each message. A socket that left hears nothing.
 *
 * Answers  how many were written the short way.
 * Source   design 8: the fan-out of the library costs 1.7 times a bare loop.
 */
export function broadcast(sockets: readonly Socket[], event: string, payload: unknown): number {
  const [first] = sockets;
  if (!first) return 0;
  const frame = frameOf(`42${first.nsp.name},${JSON.stringify([event, payload])}`);
  // Drawn, not counted on: a fixed step puts the same phones last in a hall whose size is near a part of the step.
  const from = Math.floor(Math.random() * sockets.length);
  let short = 0;
  for (let at = 0; at < sockets.length; at++) {
    const socket = sockets[(from + at) % sockets.length] as Socket;
    if (!socket.connected) continue; // its line may still be open, and emit would write to it
    const wire = idleWire(socket);
    if (wire) {
      wire._sender?.sendFrame?.([frame]);
      short += 1;
    } else socket.emit(event, payload);
  }
  return short;
}

/** The WebSocket below, when nothing waits on its way; null: take the usual way. */
function idleWire(socket: Socket): Wire | null {
  const line = socket.conn as unknown as Line;
  const { transport } = line;
  if (
    line.readyState !== 'open' ||
    transport?.name !== 'websocket' ||
    !transport.writable ||
    line.writeBuffer?.length !== 0
  )
    return null;
  const wire = transport.socket;
  const idle = wire?.readyState === 1 && wire._socket?.writable === true && wire._sender?._state === 0;
  return idle && typeof wire._sender?.sendFrame === 'function' ? wire : null;
}

/** One unmasked text frame of a server. RFC 6455, 5.2. */
function frameOf(text: string): Buffer {
  const body = Buffer.from(text);
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.alloc(body.length < 65_536 ? 4 : 10);
  if (body.length >= 126) {
    head[0] = 0x81;
    head[1] = body.length < 65_536 ? 126 : 127;
    if (body.length < 65_536) head.writeUInt16BE(body.length, 2);
    else head.writeBigUInt64BE(BigInt(body.length), 2);
  }
  return Buffer.concat([head, body]);
}
