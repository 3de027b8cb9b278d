import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServer } from '../../../scripts/server-process.mjs';
import { hasPostgres, startPostgres, type TestServer } from '../../../scripts/test-servers.mjs';
import { bareGet } from '../../test/bare-get.ts';

describe.skipIf(!hasPostgres())('results while the database is stopped', () => {
  const document = { schema: 1, winners: [{ name: 'Nguyễn T. H.' }], mark: randomUUID() };
  let dataDir: string;
  let postgres: TestServer;
  let app: ServerProcess;
  let url: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hoithi-results-'));
    postgres = await startPostgres({ fsync: false });
    app = await startServer({ DATABASE_URL: postgres.url, DATA_DIR: dataDir, LOG_LEVEL: 'silent' }, ['--empty']);
    url = app.url;
    const file = join(dataDir, 'published', 'cds', '1.json');
    await mkdir(join(dataDir, 'published', 'cds'), { recursive: true });
    await writeFile(file, JSON.stringify(document));
    await utimes(file, 1_772_000_000, 1_772_000_000);
    await postgres.halt('SIGQUIT');
  }, 60_000);
  afterAll(async () => {
    await app.kill('SIGKILL');
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('[F4] the page and its data are served, the data with validators and a lifetime for caches', async () => {
    const page = await fetch(`${url}/c/cds/ket-qua/1`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<script type="module"');
    const data = await fetch(`${url}/api/results/cds/1.json`);
    expect(await data.json()).toEqual(document);
    expect(data.headers.get('cache-control')).toBe('public, max-age=30');
    expect(data.headers.get('last-modified')).toBe(new Date(1_772_000_000_000).toUTCString());
    const etag = data.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    expect(await bareGet(`${url}/api/results/cds/1.json`, { 'if-none-match': etag })).toMatchObject({
      status: 304,
      text: '',
    });
  });

  it('[F4] what needs the database answers unavailable, and the server recovers with it', async () => {
    const cookie = `hoithi_contestant=${'a'.repeat(32)}`;
    const me = await fetch(`${url}/api/me`, { headers: { cookie } });
    expect([me.status, await me.json()]).toEqual([503, { ok: false, refusal: { code: 'unavailable' } }]);
    await postgres.resume();
    await expect
      .poll(async () => (await fetch(`${url}/api/me`, { headers: { cookie } })).status, { timeout: 20_000 })
      .toBe(200);
  });
});
