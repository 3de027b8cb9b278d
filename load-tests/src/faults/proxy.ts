import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before several servers as a reverse proxy does: each new line goes to the next one that accepts. */
export type TcpProxy = {
  url: string;
  /** Lines that are open to each backend now, by its port. */
  linesOf(port: number): number;
  /** From now on lines go to these. Lines that are open stay where they are. */
  pointTo(ports: readonly number[]): void;
  close(): Promise<void>;
};

/** A server that does not even accept within this is passed over. */
const acceptWithinMs = 1_000;

export async function openProxy(firstPorts: readonly number[]): Promise<TcpProxy> {
  let ports = [...firstPorts];
  let turn = 0;
  const lines = new Map<number, number>();
  const open = new Set<Socket>();

  async function serve(front: Socket): Promise<void> {
    open.add(front);
    front.on('error', () => front.destroy());
    front.once('close', () => open.delete(front));
    const first = turn++;
    const asked = [...ports];
    for (let tries = 0; tries < asked.length; tries++) {
      const port = asked[(first + tries) % asked.length] ?? 0;
      const back = await reach(port);
      if (!back) continue;
      if (front.destroyed) return void back.destroy();
      lines.set(port, (lines.get(port) ?? 0) + 1);
      back.once('close', () => {
        lines.set(port, (lines.get(port) ?? 1) - 1);
        front.destroy();
      });
      back.on('error', () => back.destroy());
      front.once('close', () => back.destroy());
      front.pipe(back).pipe(front);
      return;
    }
    front.destroy(); // nobody accepts: the client hears it at once and comes again
  }

  const server: Server = createServer({ noDelay: true }, (front) => void serve(front));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    linesOf: (port) => lines.get(port) ?? 0,
    pointTo(newPorts) {
      ports = [...newPorts];
    },
    async close() {
      for (const front of open) front.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** null: it does not accept. */
function reach(port: number): Promise<Socket | null> {
  return new Promise((resolve) => {
    const back = connect({ port, host: '127.0.0.1', noDelay: true });
    const timer = setTimeout(() => fail(), acceptWithinMs);
    const fail = (): void => {
      clearTimeout(timer);
      back.destroy();
      resolve(null);
    };
    back.once('error', fail);
    back.once('connect', () => {
      clearTimeout(timer);
      back.off('error', fail);
      resolve(back);
    });
  });
}
