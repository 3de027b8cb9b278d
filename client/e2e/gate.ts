import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A proxy to a server or a store. Each new connection goes where the gate points; open connections stay. */
export type Gate = {
  port: number;
  pointTo(port: number): void;
  /** Open connections end, new ones are refused, until it points somewhere again. */
  shut(): void;
  close(): Promise<void>;
};

export async function openGate(first: number): Promise<Gate> {
  let to: number | null = first;
  const connections = new Set<Socket>();
  const track = (connection: Socket): Socket => {
    connections.add(connection);
    return connection.on('error', () => connection.destroy()).once('close', () => connections.delete(connection));
  };
  const server = createServer({ noDelay: true }, (front) => {
    if (to === null) return void front.resetAndDestroy();
    const back = track(connect({ port: to, host: '127.0.0.1', noDelay: true }));
    track(front).once('close', () => back.destroy());
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
      for (const connection of connections) connection.destroy();
    },
    async close() {
      for (const connection of connections) connection.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
