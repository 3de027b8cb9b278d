import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillApp, performShow } from '../../test/filled-app.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { openTestRun, testQuestion, testShow } from '../../test/scripted-show.ts';
import { readLastBackup } from '../archive/archive-sql.ts';
import { backUpInstallation } from '../archive/backup.ts';
import { checks } from '../archive/checks-sql.ts';
import { restoreArchive } from '../archive/restore.ts';
import { computedChecks } from '../archive/verify.ts';
import { writeArchiveFile } from '../archive/write-archive.ts';
import { readCheckpoint, readLog } from '../log/places-sql.ts';
import { lockDataDir } from '../platform/db/data-lock.ts';
import { startOwnPostgres } from '../platform/db/open-database.ts';
import { openPostgres } from '../platform/db/postgres.ts';
import { loadShow } from '../show/load-show.ts';
import { backupCommand, restoreCommand } from './backup-commands.ts';
import { ledgerCommand } from './ledger-command.ts';
import { type Out, printTo, runCommand } from './run-command.ts';
import { checkWords, continueRefusals, usage, words } from './words.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
type Command = typeof ledgerCommand;

/** Every command opens and closes an embedded database, as in a process of its own. */
const patience = { timeout: 120_000 };

describe('backup, restore and ledger commands', patience, () => {
  let folder: string;
  let test: TestApp;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoithi-commands-'));
    test = await openTestApp();
    await fillApp(test);
  });
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function run(env: NodeJS.ProcessEnv, command: Command, ...argv: string[]) {
    let text = '';
    const out: Out = printTo({ write: (part) => (text += part) });
    const code = await runCommand(argv, env, command, out, out);
    return { code, text };
  }
  const at = (name: string) => join(folder, name);
  const box = (name: string): NodeJS.ProcessEnv => ({ DATA_DIR: at(name) });

  it('[B5] a running server with an embedded database is backed up beside it, and the file restores into another folder', async () => {
    const dataDir = at('running');
    const lock = await lockDataDir(dataDir);
    const refused = await run(box('running'), backupCommand, at('none.backup'));
    expect(refused.code).toBe(1); // locked, and no database there yet
    expect(refused.text).toContain(words.locked(process.pid)[0]);
    await lock.release();

    const running = await startOwnPostgres(dataDir, quiet);
    const { packed, done } = backUpInstallation(test.db, test.clock.nowMs());
    await writeArchiveFile(at('filled'), packed, async () => undefined);
    await done;
    const db = await openPostgres(running.url);
    expect((await restoreArchive(db, at('filled'), { replace: true })).ok).toBe(true);
    const backed = await run(box('running'), backupCommand, at('installation.backup'));
    expect(backed).toMatchObject({ code: 0, text: expect.stringContaining('SHA-256') });
    expect(await readLastBackup(db)).toMatchObject({ actor: 'command' });
    const twice = await run(box('running'), backupCommand, at('installation.backup'));
    expect(twice).toMatchObject({
      code: 1,
      text: expect.stringContaining(words.fileExists(at('installation.backup'))[1]),
    });
    const over = await run(box('running'), restoreCommand, at('installation.backup'), '--replace');
    expect(over).toMatchObject({ code: 1, text: expect.stringContaining(words.inUse[1]) });
    await db.close();
    await running.stop();

    const restored = await run(box('second'), restoreCommand, at('installation.backup'));
    expect(restored).toMatchObject({ code: 0, text: expect.stringContaining(words.consistent[0]) });
    const hash = /SHA-256\): ([0-9a-f]{64})/.exec(backed.text)?.[1] ?? 'none';
    expect(restored.text).toContain(hash);
    expect((await readdir(folder)).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  it('[B3] verify prints both languages or JSON, and its exit code says whether the ledger is sound', async () => {
    const printed = await run(box('second'), ledgerCommand, 'verify');
    expect(printed).toMatchObject({ code: 0, text: expect.stringContaining(words.consistent[1]) });
    expect(printed.text).toMatch(/answers +60 {2}[0-9a-f]{64}/);
    const json = await run(box('second'), ledgerCommand, 'verify', '--json');
    expect(JSON.parse(json.text)).toMatchObject({ sound: true, findings: [], checked: { submissions: 4 } });
  });

  it('[B2] every check has its words in both languages', async () => {
    const ids = checks.map((check) => check.id);
    expect(Object.keys(checkWords).sort()).toEqual([...ids, ...computedChecks].sort());
  });

  it('[B6] restore refuses a folder with data, a missing file and another kind of file, each in words', async () => {
    const full = await run(box('second'), restoreCommand, at('installation.backup'));
    expect(full).toMatchObject({ code: 1, text: expect.stringContaining('--replace') });
    expect(await run(box('second'), restoreCommand, at('installation.backup'), '--replace')).toMatchObject({ code: 0 });
    expect(await run(box('third'), restoreCommand, at('missing'))).toMatchObject({
      code: 1,
      text: expect.stringContaining('The file cannot be read.'),
    });
    expect(await run(box('third'), restoreCommand)).toMatchObject({ code: 1, text: `${usage[0]}\n${usage[1]}\n` });
    expect(await run(box('third'), ledgerCommand, 'verify', '--often')).toMatchObject({ code: 1 });
    expect(await run({ DATABASE_URL: 'nowhere' }, ledgerCommand, 'verify')).toMatchObject({ code: 1 });
  });

  it('[B7] [B8] a contest to the laptop and its run back, by commands alone', async () => {
    const restored = await run(box('central'), restoreCommand, at('installation.backup'));
    expect(restored.code).toBe(0);
    const [slug] = test.app.contests.all().map((contest) => contest.slug);
    const exported = await run(box('central'), ledgerCommand, 'export-contest', '--contest', slug ?? '', at('contest'));
    expect(exported.code).toBe(0);
    expect((await stat(at('contest'))).mode & 0o777).toBe(0o600);
    const imported = await run(box('laptop'), ledgerCommand, 'import-contest', at('contest'));
    expect(imported).toMatchObject({ code: 0, text: expect.stringContaining('rows added') });
    expect(await run(box('laptop'), ledgerCommand, 'import-contest', at('contest'))).toMatchObject({
      code: 0,
      text: expect.stringContaining('0 rows added'),
    });
    const missing = await run(box('laptop'), ledgerCommand, 'export-run', '--run', '000000', at('run'));
    expect(missing).toMatchObject({ code: 1, text: expect.stringContaining('000000') });
    const wrongKind = await run(box('central'), ledgerCommand, 'merge', at('contest'));
    expect(wrongKind).toMatchObject({ code: 1, text: expect.stringContaining('another kind') });
  });
});

describe('commands beside a running server', patience, () => {
  let folder: string;
  let test: TestApp;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoithi-commands-'));
    test = await openTestApp();
  });
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });
  async function run(command: Command, ...argv: string[]) {
    let text = '';
    const out: Out = printTo({ write: (part) => (text += part) });
    const env = { DATABASE_URL: test.databaseUrl, DATA_DIR: folder };
    return { code: await runCommand(argv, env, command, out, out), text: () => text };
  }

  it('[B5] [B6] it is backed up while it runs, and a restore over it is refused while it runs', async () => {
    await fillApp(test);
    const file = join(folder, 'installation.backup');
    expect((await run(backupCommand, file)).code).toBe(0);
    expect(await readLastBackup(test.db)).toMatchObject({ actor: 'command' });
    const refused = await run(restoreCommand, file, '--replace');
    expect(refused.code).toBe(1);
    expect(refused.text()).toContain(words.inUse[1]);
    expect((await run(ledgerCommand, 'verify')).code).toBe(0);
  });

  it('[B8] the run of a hall box is exported once it has ended', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const loaded = await loadShow(test.app, contest, testShow([testQuestion('cau-1')]), 'test');
    expect(loaded.ok).toBe(true);
    const ended = await performShow(test, contest, [{ nickname: 'Bưởi' }]);
    const file = join(folder, 'run');
    expect((await run(ledgerCommand, 'export-run', '--run', ended.row.code, file)).code).toBe(0);
    const merged = await run(ledgerCommand, 'merge', file);
    expect(merged.code).toBe(0);
    expect(merged.text()).toContain('0 rows added');
    const open = await openTestRun(test, contest, testShow([testQuestion('cau-1')]));
    const refused = await run(ledgerCommand, 'export-run', '--run', open.row.code, join(folder, 'open'));
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.text()).toContain(words.runNotEnded[0]);
  });

  it('[Z5] [Z13] [Z14] the bundle of a contest, another key, and no new log while the old one reaches the checkpoint', async () => {
    const { contest } = await fillApp(test);
    const [path, whole] = [join(folder, 'cong-khai.gz'), join(folder, 'kiem-tra.gz')];
    const unknown = await run(ledgerCommand, 'bundle', 'khong-co', path);
    expect([unknown.code, unknown.text()]).toEqual([1, expect.stringContaining(words.notFound('khong-co')[0])]);
    await test.open.runLog();
    expect((await run(ledgerCommand, 'bundle', contest.slug, path)).code).toBe(0);
    expect((await run(ledgerCommand, 'bundle', contest.slug, path)).text()).toContain(words.fileExists(path)[0]);
    expect((await run(ledgerCommand, 'bundle', contest.slug, whole, '--inspector')).code).toBe(0);
    const trail = await test.db.query(`select actor, detail from audit where act = 'bundle:read'`);
    expect(trail).toEqual([{ actor: 'command', detail: { kind: 'inspector' } }]); // the public one is anybody's
    expect((await stat(whole)).size).toBeGreaterThan((await stat(path)).size);

    const log = await readLog(test.db, contest.contestId);
    const { note = '' } = (log && (await readCheckpoint(test.db, log))) ?? {};
    const again = await run(ledgerCommand, 'continue-log', contest.slug, '--checkpoint', note, '--reason', 'khôi phục');
    expect([again.code, again.text()]).toEqual([1, expect.stringContaining(continueRefusals['not-behind'][0])]);

    const rotated = await run(ledgerCommand, 'rotate-key');
    expect([rotated.code, rotated.text()]).toEqual([0, expect.stringMatching(/^- hoithi-log\+.*\n\+ hoithi-log\+/m)]);
    expect(await run(ledgerCommand, 'rotate-key', 'x')).toMatchObject({ code: 1 });
  });
});
