// Runs at the end of every install: builds the server and the client's pages and makes the ready embedded database, so that
// the first start is quick. None may fail the install: `npm start` builds what is missing, and without the template the
// server makes its database at the first start, slowly.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

async function makeTemplate() {
  const source = join(root, 'server/src/platform/db/make-template.ts');
  if (!existsSync(source)) return 'no server'; // an image that installs before it copies the sources
  const { register } = await import('tsx/esm/api');
  const unregister = register();
  const module = await import(pathToFileURL(source).href);
  const outcome = await module.makeTemplate();
  await unregister();
  return outcome;
}

async function attempt(what, work) {
  try {
    console.log(`prepare: ${what}: ${await work()}`);
  } catch (fault) {
    console.warn(`prepare: ${what} was not made: ${fault.message}`);
  }
}

await attempt('server', async () => build('server'));
await attempt('client', async () => build('client'));
await attempt('embedded database', makeTemplate);
