import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A bare TCP connection to the server, for what no library would send. */
export function openRawConnection(url: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  socket.on('error', () => undefined); // closing the connection is one of the right answers
  return socket;
}

/** Writes, and answers with all that came back until the other side closed. */
export async function speak(url: string, ...parts: (string | Buffer)[]): Promise<string> {
  const socket = openRawConnection(url);
  let received = '';
  socket.on('data', (bytes) => {
    received += bytes.toString('latin1');
  });
  socket.on('end', () => socket.end());
  for (const part of parts) socket.write(part);
  await once(socket, 'close');
  return received;
}

export const statuses = (received: string): string[] =>
  [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status ?? '');

/** Requests a WebSocket by hand, and answers once the server has accepted or refused. */
export async function requestUpgrade(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ socket: Socket; received: string }> {
  const { host } = new URL(url);
  const socket = openRawConnection(url);
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: ${host}\r\nconnection: upgrade\r\n` +
      `upgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n` +
      `${Object.entries(headers)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
  );
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  return { socket, received: bytes.toString('latin1') };
}

/** One frame as a client sends it; the mask is nothing, so what it hides stands there as it is. */
export function frame(payload: Buffer, bits: { opcode: number; last?: boolean; packed?: boolean }): Buffer {
  const first = ((bits.last ?? true) ? 0x80 : 0) | (bits.packed ? 0x40 : 0) | bits.opcode;
  const length = Buffer.alloc(payload.length < 126 ? 1 : 3);
  if (payload.length < 126) length[0] = 0x80 | payload.length;
  else {
    length[0] = 0x80 | 126;
    length.writeUInt16BE(payload.length, 1);
  }
  return Buffer.concat([Buffer.from([first]), length, Buffer.alloc(4), payload]);
}
