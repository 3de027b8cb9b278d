import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FilledApp, fillApp, organizer } from '../../test/filled-app.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { publishCollective } from '../collective/publish-collective.ts';
import { storeCollective } from '../collective/store-collective.ts';
import { insertAmendment } from '../contest/contests-sql.ts';
import { programPath } from '../platform/programs.ts';
import { writeBundle } from './bundle.ts';

type Found = { code: string; data: Record<string, unknown> };
type Verdict = { verdict: string; broken: Found[]; holds: Found[]; unknown: Found[]; anchors: Found[] };

describe('the verifier', { timeout: 120_000 }, () => {
  let test: TestApp;
  let filled: FilledApp;
  let folder: string;
  let lines: string[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoithi-proof-'));
    test = await openTestApp();
    filled = await fillApp(test);
    await test.open.runLog();
    // The second round is over too, so that every question may be opened.
    test.clock.advance(14 * 86_400_000);
    await test.open.runTimetable();
    await test.open.runLog();
    let text = '';
    for await (const piece of writeBundle(test.app, test.app.contests.byId(filled.contest.contestId)!, 'inspector'))
      text += piece;
    lines = text.trimEnd().split('\n');
  }, 120_000);
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });

  /** Runs the command on lines, with what is given beside them. */
  async function verify(own: readonly string[], ...more: string[]): Promise<Verdict & { exit: number }> {
    const path = join(folder, 'bundle.gz');
    await writeFile(path, gzipSync(`${own.join('\n')}\n`));
    const args = ['--import', 'tsx', programPath('verifier/src/verify-command.ts'), path, '--json', ...more];
    return new Promise((resolve, reject) => {
      execFile(process.execPath, args, { maxBuffer: 2 ** 26 }, (fault, stdout, stderr) => {
        if (stdout === '') return reject(new Error(stderr));
        resolve({ ...(JSON.parse(stdout) as Verdict), exit: typeof fault?.code === 'number' ? fault.code : 0 });
      });
    });
  }

  it('[Z6] computes scores, places and prizes of a real contest again, and agrees', async () => {
    const found = await verify(lines, '--key', test.app.logKey.verifierKey);
    expect(found.broken).toEqual([]);
    expect(found).toMatchObject({ verdict: 'holds', exit: 0 });
    expect(found.holds.map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        'log.root-holds',
        'checkpoint.holds',
        'attempts.holds',
        'standing.holds',
        'members.holds',
        'names.open',
        'units.holds',
      ]),
    );
    expect(found.anchors.map(({ code }) => code)).toEqual(['key.given']);
  });

  it('[Z20] a standing of units is in the public bundle once it is published, and a changed one is found', async () => {
    const { contestId } = filled.contest;
    const isUnits = (line: string) => line.includes('\\"kind\\":\\"units\\"');
    expect(lines.filter(isUnits)).toHaveLength(1);
    const changed = lines.map((line) => (isUnits(line) ? line.replace('"undecided\\":0', '"undecided\\":1') : line));
    expect(changed).not.toEqual(lines);
    expect((await verify(changed)).verdict).not.toBe('holds');
    const unitsIn = async () => {
      let text = '';
      for await (const piece of writeBundle(test.app, test.app.contests.byId(contestId)!, 'public')) text += piece;
      return text.split('\n').filter(isUnits).length;
    };
    expect(await unitsIn()).toBe(1);
    const stored = await storeCollective(test.app, organizer, contestId, 0);
    expect(stored).toMatchObject({ ok: true, value: { version: 2 } });
    await test.open.runLog();
    expect(await unitsIn()).toBe(1);
    expect(await publishCollective(test.app, organizer, contestId, 2)).toMatchObject({ ok: true });
    await test.open.runLog();
    expect(await unitsIn()).toBe(2);
    let text = '';
    for await (const piece of writeBundle(test.app, test.app.contests.byId(contestId)!, 'inspector')) text += piece;
    const found = await verify(text.trimEnd().split('\n'));
    expect(found.broken).toEqual([]);
    expect(found.holds.filter(({ code }) => code === 'units.holds').map(({ data }) => data.version)).toEqual([1, 2]);
  });

  it('[Z2] [Z15] a bundle holds after a person is deleted: that seal stays closed, and what was written of the person is gone', async () => {
    const [person] = await test.db.query<{ id: string }>(
      'select min(contestant_id::text) as id from submissions where not practice',
    );
    const id = person?.id ?? '';
    const { round } = filled;
    await test.db.query(
      `insert into certificates (id, contest_id, round_id, standing_id, contestant_id, prize, series, no, made_at_ms)
       values ('thu', $1, $2, 'x', $3, '0', 'x', 1, 1)`,
      [filled.contest.contestId, round.roundId, id],
    );
    await test.db.query(`insert into certificate_names (certificate_id, name) values ('thu', 'Lò Thị Mai')`);
    await test.db.query(
      `insert into complaints (id, contest_id, no, round_id, contestant_id, at_ms, due_at_ms)
       values ('00000000-0000-4000-8000-00000000c001', $1, 99, $2, $3, 1, 2)`,
      [filled.contest.contestId, round.roundId, id],
    );
    await test.db.query(
      `insert into complaint_words values ('00000000-0000-4000-8000-00000000c001', 'complaint', 'đề nghị xem lại')`,
    );
    const before = lines.filter((line) => line.includes('"t":"member"') && line.includes('"open":[')).length;
    await test.db.query('update contestant_seals set key = null where contestant_id = $1', [id]);
    await test.db.query('delete from profiles where contestant_id = $1', [id]);
    let text = '';
    for await (const piece of writeBundle(test.app, test.app.contests.byId(filled.contest.contestId)!, 'inspector'))
      text += piece;
    const own = text.trimEnd().split('\n');
    const open = own.filter((line) => line.includes('"t":"member"') && line.includes('"open":[')).length;
    expect(before - open).toBeGreaterThan(0);
    const found = await verify(own);
    expect(found.broken).toEqual([]);
    expect(found.holds.map(({ code }) => code)).toContain('members.holds');
    expect(await test.db.query('select * from certificate_names')).toEqual([]);
    const words = `select w.words from complaint_words w join complaints c on c.id = w.complaint_id where c.contestant_id = $1`;
    expect(await test.db.query(words, [id])).toEqual([]);
  });

  it('[Z1] [Z6] accepts rules that were amended, and finds an amendment that says something else', async () => {
    const { contestId } = filled.contest;
    const { rulebook } = filled.contest;
    const made = { contest_id: contestId, version: 2, made_at_ms: test.clock.nowMs(), actor: 'thử' };
    const rules = { ...rulebook, complaints: { ...rulebook.complaints, workingDays: 30 } };
    await insertAmendment(test.db, { ...made, rules, reason: 'theo công văn mới', by_name: null });
    await test.app.contests.load(contestId);
    await test.open.runLog();
    let text = '';
    for await (const piece of writeBundle(test.app, test.app.contests.byId(contestId)!, 'inspector')) text += piece;
    const amended = text.trimEnd().split('\n');
    expect(await verify(amended)).toMatchObject({ verdict: 'holds', broken: [] });
    const other = amended.map((line) => line.replace('theo công văn mới', 'theo công văn cũ'));
    expect(other).not.toEqual(amended);
    expect((await verify(other)).verdict).not.toBe('holds');
  });
});
