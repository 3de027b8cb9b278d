import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before a store and can fall silent or talk nonsense, as a broken network does. */
export type SilentProxy = {
  port: number;
  /** `pass`: as if it were not there. `silent`: accepts and says nothing. `garbage`: answers with what is no protocol. */
  behave(how: 'pass' | 'silent' | 'garbage'): void;
  close(): Promise<void>;
};

export async function openSilentProxy(targetPort: number): Promise<SilentProxy> {
  let how: 'pass' | 'silent' | 'garbage' = 'pass';
  const lines = new Set<Socket>();
  const server: Server = createServer((near) => {
    lines.add(near);
    near.on('error', () => undefined);
    const far = how === 'pass' ? connect(targetPort, '127.0.0.1') : null;
    if (far) lines.add(far);
    far?.on('error', () => undefined);
    near.on('data', (bytes) => {
      if (how === 'pass') far?.write(bytes);
      else if (how === 'garbage') near.write('\u0000\u0001<html>502 Bad Gateway</html>\r\n'.repeat(20));
    });
    far?.on('data', (bytes) => how === 'pass' && near.write(bytes));
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
