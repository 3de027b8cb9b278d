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
 * Writes ready frames to a line in one piece, past the queues of the library: no scan for bytes, no second encoding, no
 * drain to wait for. false: something waits on its way, or the line does not look as it does in the versions this was
 * written for; then nothing was written, and the usual way keeps the order.
 */
export function writeReady(socket: Socket, frames: Buffer): boolean {
  const { transport, readyState, writeBuffer } = socket.conn as unknown as Line;
  if (readyState !== 'open' || transport?.name !== 'websocket' || !transport.writable || writeBuffer?.length !== 0)
    return false;
  const wire = transport.socket;
  const sender = wire?._sender;
  if (wire?.readyState !== 1 || wire._socket?.writable !== true || sender?._state !== 0) return false;
  if (typeof sender.sendFrame !== 'function') return false;
  sender.sendFrame([frames]);
  return true;
}

/** An event of a room as one frame. */
export const eventFrame = (namespace: string, event: string, payload: unknown): Buffer =>
  textFrame(`42${namespace},${JSON.stringify([event, payload])}`);

/** The ack of a command by its number. */
export const ackFrame = (namespace: string, id: number, answer: unknown): Buffer =>
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
