import { startEmbedded } from '../src/platform/db/embedded/embedded-postgres.ts';

/** A process of its own that starts the embedded PostgreSQL, writes its address or its refusal, and stays. */
const { DATA_FOLDER = '', TEMPLATE, OWN_FOLDER } = process.env;
const say = (what: object): void => console.log(JSON.stringify(what));
const log = (about: object, words: string): void => say({ log: words, ...about });

try {
  const { url, stop } = await startEmbedded({
    dataDir: DATA_FOLDER,
    template: TEMPLATE ?? null,
    log: { info: log, warn: log, error: log },
    ...(OWN_FOLDER === undefined ? {} : { ownFolder: OWN_FOLDER }),
  });
  say({ url });
  process.once('SIGTERM', () => void stop().then(() => process.exit(0)));
  setInterval(() => undefined, 60_000); // until it is ended
} catch (fault) {
  say({ refused: (fault as Error).name, words: (fault as Error).message });
}
