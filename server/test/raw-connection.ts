import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A bare TCP line to the house, for what no library would send. */
export function openRawConnection(url: string): Socket {
  const { hostname, port } = new URL(url);
  const line = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  line.on('error', () => undefined); // hanging up on us is one of the right answers
  return line;
}

/** Writes, and answers with all that came back until the other side hung up. */
export async function speak(url: string, ...parts: (string | Buffer)[]): Promise<string> {
  const line = openRawConnection(url);
  let received = '';
  line.on('data', (bytes) => {
    received += bytes.toString('latin1');
  });
  line.on('end', () => line.end());
  for (const part of parts) line.write(part);
  await once(line, 'close');
  return received;
}

export const statuses = (received: string): string[] =>
  [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status ?? '');

/** Asks for a WebSocket by hand, and answers once the house has said yes or no. */
export async function requestUpgrade(
  url: string,
  cookie: string | null = null,
): Promise<{ line: Socket; received: string }> {
  const { host } = new URL(url);
  const line = openRawConnection(url);
  line.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: ${host}\r\nconnection: upgrade\r\n` +
      `upgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n` +
      `${cookie === null ? '' : `cookie: ${cookie}\r\n`}\r\n`,
  );
  const [bytes] = (await once(line, 'data')) as [Buffer];
  return { line, received: bytes.toString('latin1') };
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
