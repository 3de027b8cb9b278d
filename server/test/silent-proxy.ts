import { connect, createServer, type Server, type Socket } from 'node:net';

type How = 'pass' | 'silent' | 'garbage' | 'slow';

/** Stands before a store and can fall silent, talk nonsense or take its time, as a broken network does. */
export type SilentProxy = {
  port: number;
  /**
   * `pass`: as if it were not there. `silent`: accepts and says nothing. `garbage`: answers with what is no protocol.
   * `slow`: the right answers, each `slowMs` late.
   */
  behave(how: How): void;
  close(): Promise<void>;
};

export async function openSilentProxy(targetPort: number, slowMs = 1_000): Promise<SilentProxy> {
  let how: How = 'pass';
  const lines = new Set<Socket>();
  const server: Server = createServer((near) => {
    lines.add(near);
    near.on('error', () => undefined);
    const far = how === 'pass' || how === 'slow' ? connect(targetPort, '127.0.0.1') : null;
    if (far) lines.add(far);
    far?.on('error', () => undefined);
    near.on('data', (bytes) => {
      if (how === 'pass' || how === 'slow') far?.write(bytes);
      else if (how === 'garbage') near.write('\u0000\u0001<html>502 Bad Gateway</html>\r\n'.repeat(20));
    });
    far?.on('data', (bytes) => {
      if (how === 'pass') near.write(bytes);
      if (how === 'slow') setTimeout(() => near.write(bytes), slowMs);
    });
    near.on('close', () => far?.destroy());
    far?.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    behave: (next) => {
      how = next;
    },
    close: () =>
      new Promise((resolve) => {
        for (const line of lines) line.destroy();
        server.close(() => resolve());
      }),
  };
}
