import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A place on the way to a server or a store. Each new line goes where the gate points; lines that are open stay. */
export type Gate = {
  port: number;
  pointTo(port: number): void;
  /** Open lines end, new ones are refused, until it points somewhere again. */
  shut(): void;
  close(): Promise<void>;
};

export async function openGate(first: number): Promise<Gate> {
  let to: number | null = first;
  const lines = new Set<Socket>();
  const hold = (line: Socket): Socket => {
    lines.add(line);
    return line.on('error', () => line.destroy()).once('close', () => lines.delete(line));
  };
  const server = createServer({ noDelay: true }, (front) => {
    if (to === null) return void front.resetAndDestroy();
    const back = hold(connect({ port: to, host: '127.0.0.1', noDelay: true }));
    hold(front).once('close', () => back.destroy());
    back.once('close', () => front.destroy());
    front.pipe(back).pipe(front);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    pointTo: (port) => {
      to = port;
    },
    shut() {
      to = null;
      for (const line of lines) line.destroy();
    },
    async close() {
      for (const line of lines) line.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
