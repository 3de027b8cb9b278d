import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A network with a place where it can be cut: before a store, or before the servers as their reverse proxy. */
export type CutProxy = {
  port: number;
  url: string;
  /** Open lines end, new ones are refused. */
  cut(): void;
  /** Open connections stay and carry nothing any more, as when a cable is pulled: nobody is informed. */
  mute(): void;
  /** New lines go through. Whoever hangs on a muted line has to find that out. */
  heal(): void;
  close(): Promise<void>;
};

/** Each new line goes to the next of the ports that accepts. */
export async function openCutProxy(ports: readonly number[]): Promise<CutProxy> {
  let how: 'pass' | 'cut' | 'mute' = 'pass';
  let turn = 0;
  const lines = new Set<Socket>();

  async function reach(): Promise<Socket | null> {
    const first = turn++;
    for (let tries = 0; tries < ports.length; tries++) {
      const back = connect({ port: ports[(first + tries) % ports.length] ?? 0, host: '127.0.0.1', noDelay: true });
      const reached = await once(back, 'connect').then(
        () => true,
        () => false,
      );
      if (reached) return back;
    }
    return null;
  }
  const hold = (line: Socket): void => {
    lines.add(line);
    line.on('error', () => line.destroy());
    line.once('close', () => lines.delete(line));
  };
  const server = createServer({ noDelay: true, pauseOnConnect: true }, (front) => {
    hold(front);
    if (how === 'cut') return void front.resetAndDestroy();
    if (how === 'mute') return;
    void reach().then((back) => {
      if (!back || front.destroyed) {
        back?.destroy();
        front.destroy();
        return;
      }
      hold(back);
      front.once('close', () => back.destroy());
      back.once('close', () => front.destroy());
      front.pipe(back).pipe(front);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    cut() {
      how = 'cut';
      for (const line of lines) line.destroy();
    },
    mute() {
      how = 'mute';
      for (const line of lines) {
        line.unpipe();
        line.pause();
      }
    },
    heal() {
      how = 'pass';
    },
    async close() {
      for (const line of lines) line.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
