// Runs at the end of every install: builds the server and the client's pages and makes the ready embedded database, so that
// the first start is quick. None may fail the install: `npm start` builds what is missing, and without the template the
// server makes its database at the first start, slowly.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

async function makeTemplate() {
  const program = join(root, 'server/dist/make-template.js');
  if (!existsSync(program)) return 'no server'; // an image that installs before it copies the sources
  return (await import(pathToFileURL(program).href)).makeDemoTemplate();
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
await attempt('verifier', async () => build('verifier'));
await attempt('embedded database', makeTemplate);
