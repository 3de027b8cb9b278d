import { createHash } from 'node:crypto';
import { makeDemo } from './demo/make-demo.ts';
import { readDemoContent } from './demo/seed-demo.ts';
import { storeDemo } from './demo/stored-demo-sql.ts';
import { makeTemplate } from './platform/db/embedded/make-template.ts';

/** The program of `npm ci`: the files of a new embedded database, with its tables and the demo's rows. */
export async function makeDemoTemplate(): Promise<'made' | 'was ready'> {
  const demo = makeDemo(await readDemoContent());
  const mark = createHash('sha256').update(JSON.stringify(demo)).digest('hex');
  return makeTemplate({ mark, fill: (db) => storeDemo(db, demo) });
}
