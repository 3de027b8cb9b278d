// The built server in a process of its own, for tests that need to reach it or to kill it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const checkout = fileURLToPath(new URL('..', import.meta.url));

export async function findFreePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The Node that runs it and the folder it is in are this one and this checkout, unless set otherwise. */
export async function startServer(settings, flags = [], { node = process.execPath, root = checkout } = {}) {
  if (root === checkout) build('server');
  const port = settings.PORT ?? String(await findFreePort());
  const child = spawn(node, ['server/dist/main.js', ...flags], {
    cwd: root,
    env: { ...process.env, HOST: '127.0.0.1', ...settings, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const organizerPath = await new Promise((resolve, reject) => {
    const read = (chunk) => {
      output += chunk.toString();
      const found = /(\/to-chuc(?:\/vao#\S+)?)\s/.exec(output);
      if (found) resolve(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server stopped with ${code}:\n${output}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    organizerPath,
    output: () => output,
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}
