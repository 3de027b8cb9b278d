// npm run dev: the server, started again at every change, and the client's development server before it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const port = process.env.PORT ?? '3000';
const flags = process.argv.slice(2);
const programs = [
  { args: ['--watch', '--import', 'tsx', 'server/src/main.ts', ...flags], cwd: root },
  { args: [join(root, 'node_modules/vite/bin/vite.js'), '--host'], cwd: join(root, 'client') },
];
const env = { ...process.env, HOITHI_SERVER: `http://localhost:${port}` };
const children = programs.map(({ args, cwd }) => spawn(process.execPath, args, { cwd, env, stdio: 'inherit' }));

let stopping = false;

function stopAll() {
  if (stopping) return; // to a second signal the server would not close in order
  stopping = true;
  for (const child of children) child.kill('SIGTERM');
}

// One without the other is of no use; both hear Ctrl-C themselves, being in the same terminal.
for (const child of children) child.once('exit', stopAll);
process.on('SIGINT', stopAll);
process.on('SIGTERM', stopAll);
