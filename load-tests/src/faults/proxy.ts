import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before several servers as a reverse proxy does, or before a store as the network: each new connection goes to the next one that accepts. */
export type TcpProxy = {
  url: string;
  /** Connections that are open to each backend now, by its port. */
  rowsOf(port: number): number;
  /** New connections go to these. Open ones stay where they are. */
  pointTo(ports: readonly number[]): void;
  /** Open connections end, new ones are refused. */
  cut(): void;
  /** Nothing gets through in either direction and no end is signalled; what is sent meanwhile arrives once it is over. */
  hold(): void;
  /** Connections that are open now carry nothing any more, for good, and stay open. New ones go through. */
  silence(): void;
  /** The end of a cut or of a pause. */
  heal(): void;
  close(): Promise<void>;
};
type Connection = { front: Socket; back: Socket };

/** A server that does not even accept within this is passed over. */
const acceptWithinMs = 1_000;

export async function openProxy(firstPorts: readonly number[]): Promise<TcpProxy> {
  let ports = [...firstPorts];
  let turn = 0;
  let how: 'pass' | 'cut' | 'hold' = 'pass';
  const counts = new Map<number, number>();
  const open = new Set<Socket>();
  const connections = new Set<Connection>();
  const silent = new Set<Connection>();
  let atTheGateway: Socket[] = [];

  async function reachAny(): Promise<{ back: Socket; port: number } | null> {
    const first = turn++;
    const wanted = [...ports];
    for (let tries = 0; tries < wanted.length; tries++) {
      const port = wanted[(first + tries) % wanted.length] ?? 0;
      const back = await reach(port);
      if (back) return { back, port };
    }
    return null;
  }
  async function serve(front: Socket): Promise<void> {
    const reached = await reachAny();
    if (!reached) return void front.destroy(); // nobody accepts: the client notices at once and connects again
    const { back, port } = reached;
    if (front.destroyed) return void back.destroy();
    const connection = { front, back };
    connections.add(connection);
    counts.set(port, (counts.get(port) ?? 0) + 1);
    back.once('close', () => {
      counts.set(port, (counts.get(port) ?? 1) - 1);
      connections.delete(connection);
      silent.delete(connection);
      front.destroy();
    });
    back.on('error', () => back.destroy());
    front.once('close', () => back.destroy());
    if (how === 'pass') join(connection);
  }
  function take(front: Socket): void {
    open.add(front);
    front.on('error', () => front.destroy());
    front.once('close', () => open.delete(front));
    if (how === 'cut') front.resetAndDestroy();
    else if (how === 'hold') atTheGateway.push(front);
    else void serve(front);
  }

  const server: Server = createServer({ noDelay: true, pauseOnConnect: true }, take);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    rowsOf: (port) => counts.get(port) ?? 0,
    pointTo(newPorts) {
      ports = [...newPorts];
    },
    cut() {
      how = 'cut';
      for (const front of open) front.destroy();
    },
    hold() {
      how = 'hold';
      for (const connection of connections) part(connection);
    },
    silence() {
      for (const connection of connections) {
        silent.add(connection);
        part(connection);
      }
    },
    heal() {
      if (how === 'pass') return;
      how = 'pass';
      for (const connection of connections) if (!silent.has(connection)) join(connection);
      for (const front of atTheGateway) void serve(front);
      atTheGateway = [];
    },
    async close() {
      for (const front of open) front.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function join({ front, back }: Connection): void {
  front.pipe(back).pipe(front);
}
function part({ front, back }: Connection): void {
  front.unpipe(back).pause();
  back.unpipe(front).pause();
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
