import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { noEvidence } from '../archive/evidence.ts';
import { verifyLedger } from '../archive/verify.ts';
import type { CachedContest } from '../contest/contests.ts';
import { programPath } from '../platform/programs.ts';
import { seedDemo } from './seed-demo.ts';

type Verdict = { verdict: string; broken: { code: string; data: object }[]; holds: { code: string }[] };

describe('the proof of the demo', { timeout: 300_000 }, () => {
  let test: TestApp;
  let contest: CachedContest;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoithi-demo-proof-'));
    test = await openTestApp();
    await seedDemo(test.app);
    await test.open.runTimetable();
    await test.open.runLog();
    contest = test.app.contests.all()[0]!;
  }, 300_000);
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });

  async function verify(address: string): Promise<Verdict> {
    const answer = await fetch(`${test.url}${address}`);
    expect(answer.status).toBe(200);
    const path = join(folder, 'bundle.gz');
    await writeFile(path, Buffer.from(await answer.arrayBuffer()));
    const args = ['--import', 'tsx', programPath('verifier/src/verify-command.ts'), path, '--json'];
    return new Promise((resolve, reject) =>
      execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (_fault, stdout, stderr) =>
        stdout === '' ? reject(new Error(stderr)) : resolve(JSON.parse(stdout) as Verdict),
      ),
    );
  }

  it('[D6] every round that has opened was sealed before its opening', () => {
    expect(contest.rounds.map(({ published }) => published)).toEqual([true, true, false, false]);
    for (const { sealed, opensAtMs } of contest.rounds.slice(0, 3))
      expect(sealed?.sealedAtMs).toBe(opensAtMs - 600_000);
  });

  it('[D6] [Z6] its bundle holds, and the ledger agrees with itself', async () => {
    const { verdict, broken, holds } = await verify(`/api/log/${contest.slug}/bundle`);
    expect(broken).toEqual([]);
    expect(verdict).toBe('holds');
    expect(holds.map(({ code }) => code)).toEqual(expect.arrayContaining(['log.root-holds', 'attempts.holds']));
    expect((await verifyLedger(test.db, noEvidence, test.app.publishedDir)).findings).toEqual([]);
  });

  it('[D6] the copy with two prizes swapped is broken, and the verifier says where', async () => {
    const { verdict, broken } = await verify('/api/demo/tampered-bundle');
    expect(verdict).toBe('broken');
    expect(broken.map(({ code }) => code)).toContain('log.root');
  });
});
