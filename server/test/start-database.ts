import { hasPostgres, startPostgres } from '../../scripts/test-servers.mjs';

/** The PostgreSQL of a run of the tests. `npm test` starts one for all; a run of vitest alone starts its own. */
export default async function startDatabase(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL !== undefined) return undefined;
  if (!hasPostgres()) throw new Error('the tests need a PostgreSQL: none came with npm for this platform');
  const server = await startPostgres({ fsync: false });
  process.env.TEST_DATABASE_URL = server.url; // the workers are started with this environment
  return () => server.stop();
}
