// npm start and the commands: one program of the built server, built anew first when its sources have changed.
//   node scripts/start.mjs main|ledger|backup|restore|bank|rules|staff|rehearse [flags]
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';

const dist = fileURLToPath(new URL('../server/dist/', import.meta.url));
const [program = 'main', ...flags] = process.argv.slice(2);
const path = join(dist, `${program}.js`);

function prepare(name, mayFail) {
  try {
    // What a command prints may be read by a program.
    const print = program === 'main' ? console.log : console.error;
    if (build(name) === 'built') print(`start: the ${name} was built`);
  } catch (fault) {
    console.error(`start: the ${name} could not be built: ${fault.message}`);
    if (!mayFail) process.exit(1);
  }
}

prepare('server', false);
// Without pages it still serves, and says what is missing.
if (program === 'main') for (const pages of ['client', 'verifier']) prepare(pages, true);

// Node 22 and newer keep what they compiled; workers and child processes read it too.
process.env.NODE_COMPILE_CACHE ??= join(dist, '.compile-cache');
module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
// From here on it is as if Node had been started with the program itself: so are its further processes.
process.argv.splice(1, process.argv.length, path, ...flags);
await import(pathToFileURL(path).href);
module.flushCompileCache?.();
