import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FilledApp, fillApp } from '../../test/filled-app.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { rewriteLog } from '../../test/rewrite-log.ts';
import { enrolPerson, sit } from '../../test/scripted-contestant.ts';
import { programPath } from '../platform/programs.ts';

type Ran = { exit: number; text: string };

describe('a witness beside a server', { timeout: 180_000 }, () => {
  const witnesses: string[] = [];
  let test: TestApp;
  let filled: FilledApp;
  let folder: string;
  let slug: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoithi-witness-'));
    test = await openTestApp({}, { logWitnesses: witnesses });
    filled = await fillApp(test);
    slug = filled.contest.slug;
  }, 180_000);
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });

  const run = (program: string, ...argv: string[]): Promise<Ran> =>
    new Promise((resolve) => {
      const args = ['--import', 'tsx', programPath(`verifier/src/${program}`), ...argv];
      execFile(process.execPath, args, (fault, stdout, stderr) =>
        resolve({ exit: typeof fault?.code === 'number' ? fault.code : 0, text: stdout + stderr }),
      );
    });
  const at = (name: string) => join(folder, name);
  const witness = () =>
    run(
      'witness-command.ts',
      test.url,
      slug,
      '--state',
      at('state.json'),
      '--name',
      'bao-tinh',
      '--sign-with',
      at('own.pem'),
    );
  const remembered = async () => JSON.parse(await readFile(at('state.json'), 'utf8'));
  const get = async (path: string) => fetch(`${test.url}/api/log/${slug}${path}`);
  const size = async () => ((await (await get('')).json()) as { value: { size: number } }).value.size;

  it('[Z12] remembers the log, and its signature counts once the server knows its key', async () => {
    const unknown = await witness();
    expect(unknown).toMatchObject({ exit: 1, text: expect.stringContaining('LOG_WITNESSES') });
    witnesses.push(/(bao-tinh\+\S+)\s*$/.exec(unknown.text)?.[1] ?? '');
    expect(await witness()).toMatchObject({ exit: 0, text: expect.stringContaining('đã ký / signed') });
    expect(await remembered()).toMatchObject({ size: await size(), key: test.app.logKey.verifierKey });

    const about = (await (await get('')).json()) as { value: { witnesses: unknown } };
    expect(about.value.witnesses).toEqual([{ name: 'bao-tinh', size: await size(), atMs: expect.any(Number) }]);
    expect(await (await get('/checkpoint')).text()).toMatch(/\n— bao-tinh \S+\n$/);
  });

  it('[Z12] the bundle carries the signature, and the verifier says that it was given a witness', async () => {
    await writeFile(at('public.gz'), Buffer.from(await (await get('/bundle')).arrayBuffer()));
    const said = await run('verify-command.ts', at('public.gz'), '--json', '--witness', witnesses[0] ?? '');
    expect(JSON.parse(said.text)).toMatchObject({ verdict: 'holds', anchors: [{ code: 'anchor.witness' }] });
  });

  it('[Z12] follows the log as it grows', async () => {
    const before = await size();
    const next = filled.contest.rounds[1]!;
    test.clock.advance(next.opensAtMs + 60_000 - test.clock.nowMs());
    const person = await enrolPerson(test, filled.contest, 'Lò Thị Mai');
    await sit(test, filled.contest, next, person.cookie, { right: 3, paceMs: 900 });
    await test.open.runLog();
    expect(await size()).toBeGreaterThan(before);
    expect(await witness()).toMatchObject({ exit: 0 });
    expect(await remembered()).toMatchObject({ size: await size() });
  });

  it('[Z12] a signature over another text, by another key, or over a size that is none, is refused', async () => {
    const note = await (await get('/checkpoint')).text();
    const line = note.trimEnd().split('\n').at(-1) ?? '';
    const post = (body: object) =>
      fetch(`${test.url}/api/log/${slug}/cosignatures`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await post({ size: await size(), line })).status).toBe(200);
    const swapped = line.slice(0, -10) + (line.at(-10) === 'A' ? 'B' : 'A') + line.slice(-9);
    expect((await post({ size: await size(), line: swapped })).status).toBe(403);
    expect((await post({ size: await size(), line: line.replace('bao-tinh', 'bao-khac') })).status).toBe(403);
    expect((await post({ size: (await size()) + 1, line })).status).toBe(404);
  });

  it('[Z12] a log that was rewritten with the key is a fork: refused, not signed, and the witness keeps what it knew', async () => {
    const known = await remembered();
    await rewriteLog(test, filled.contest.contestId, `update submissions set at_ms = at_ms + 1 where ordinal = 1`);
    const person = await enrolPerson(test, filled.contest, 'Hà Văn Lâm');
    await sit(test, filled.contest, filled.contest.rounds[1]!, person.cookie, { right: 3, paceMs: 900 });
    await sit(test, filled.contest, filled.contest.rounds[1]!, person.cookie, { right: 4, paceMs: 900 });
    await test.open.runLog();
    const ran = await witness();
    expect(ran).toMatchObject({
      exit: 1,
      text: expect.stringMatching(/REFUSED: (THE LOG WAS REPLACED|the log is shorter)/),
    });
    expect(await remembered()).toEqual(known);
    const signed = await test.db.query('select 1 from log_cosignatures where size > $1', [known.size]);
    expect(signed).toEqual([]);
  });
});
