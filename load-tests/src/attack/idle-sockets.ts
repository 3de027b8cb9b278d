import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';

export type Idlers = {
  named: string;
  /** What they say once they are connected; null: nothing. */
  says: string | null;
  cookieOf: () => string | null;
};

const madeUp = (): string => `hoithi_contestant=${randomBytes(24).toString('base64url')}`;

export const idlers: readonly Idlers[] = [
  { named: 'in no namespace', says: null, cookieOf: () => null },
  { named: 'in `/`', says: '40', cookieOf: () => null },
  { named: 'in `/`, with made-up sessions', says: '40', cookieOf: madeUp },
  { named: 'in `/contestant`, with made-up sessions', says: '40/contestant,', cookieOf: madeUp },
];

/** Sockets that come, say one thing, answer pings and stay. */
export type IdleCrowd = { accepted: number; refused: number; stillOpen(): number; leave(): void };

const atOnce = 200;

export async function openIdleSockets(url: string, count: number, { says, cookieOf }: Idlers): Promise<IdleCrowd> {
  const open = new Set<WebSocket>();
  let [accepted, refused] = [0, 0];
  const connect = (): Promise<void> =>
    new Promise((resolve) => {
      const cookie = cookieOf();
      const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, {
        headers: cookie === null ? {} : { cookie },
        perMessageDeflate: false,
      });
      socket.on('message', (data: Buffer) => {
        const text = data.toString();
        if (text === '2') return socket.send('3');
        if (!text.startsWith('0')) return;
        accepted += 1;
        open.add(socket);
        if (says !== null) socket.send(says);
        resolve();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        if (!open.delete(socket)) refused += 1;
        resolve();
      });
    });
  for (let left = count; left > 0; left -= atOnce)
    await Promise.all(Array.from({ length: Math.min(atOnce, left) }, connect));
  return {
    accepted,
    refused,
    stillOpen: () => open.size,
    leave: () => {
      for (const socket of open) socket.terminate();
    },
  };
}
