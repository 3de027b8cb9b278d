// Runs at the end of every install: makes the files of a new embedded database, the links of its libraries and the client's pages, so that the first start
// is quick. Neither may fail the install: without them the house makes its database at the first start, slowly, and
// `npm run build` makes the pages.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildClient } from './client-build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

async function makeTemplate() {
  const source = join(root, 'server/src/platform/db/embedded/make-template.ts');
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

await attempt('embedded database', makeTemplate);
await attempt('client', async () => buildClient());
