import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShowCommand } from '@hoithi/shared/contract/show';
import { commitToValue, drawLots, hashLotList } from '@hoithi/shared/rules/lots';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCorrupted } from '../../test/corrupt-ledger.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must, say } from '../../test/scripted-contestant.ts';
import { device, joinByPhone, openMc, openTestRun, testShow } from '../../test/scripted-show.ts';
import { verifyWithin } from '../archive/verify.ts';
import type { CachedContest } from '../contest/contests.ts';
import { programPath } from '../platform/programs.ts';
import { type BundleKind, writeBundle } from '../proof/bundle.ts';
import type { CachedRun } from './cached-run.ts';

const both = (text: string) => ({ vi: text, en: text });
const values = ['trống đồng Ngọc Lũ', 'mùa xuân nho nhỏ'];
const people = ['Bà Hạnh', 'Ông Phúc'].map((name, at) => ({ name, hash: commitToValue(name, values[at] ?? '') }));

describe('a draw among those present, in the log', () => {
  let test: TestApp;
  let contest: CachedContest;
  let run: CachedRun;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoithi-lots-'));
    test = await openTestApp();
    ({ contest } = await makeContest(test.app, testRules()));
    await test.open.runLog();
  });
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });

  const leaves = async () =>
    (
      await test.db.query<{ leaf: string }>(
        `select leaf from log_entries where contest_id = $1 and kind = 'lots' order by id`,
        [contest.contestId],
      )
    ).map(({ leaf }) => JSON.parse(leaf) as Record<string, unknown>);
  async function bundle(kind: BundleKind): Promise<string> {
    await test.open.runLog();
    let text = '';
    for await (const piece of writeBundle(test.app, contest, kind)) text += piece;
    return text;
  }
  async function verdictOf(text: string): Promise<{ verdict: string; holds: { code: string; data: object }[] }> {
    const path = join(folder, 'bundle.ndjson');
    await writeFile(path, text);
    const args = ['--import', 'tsx', programPath('verifier/src/verify-command.ts'), path, '--json'];
    return new Promise((resolve, reject) => {
      execFile(process.execPath, args, (_, stdout, stderr) =>
        stdout === '' ? reject(new Error(stderr)) : resolve(JSON.parse(stdout)),
      );
    });
  }

  it('[Z19] has each naming, the opened values with the order, and at the end who won; the verifier agrees', async () => {
    const cue = { kind: 'draw', title: both('Bốc thăm'), winners: 2, of: { what: 'present' } };
    run = await openTestRun(test, contest, testShow([cue]));
    const { socket: mc } = await openMc(test, contest);
    const give = (command: ShowCommand) =>
      must(say(mc as never, 'run:drive', { runId: run.row.id, seq: run.state.seq, device, command }));
    const phones = [];
    for (const name of ['An', 'Bình', 'Chi']) phones.push(await joinByPhone(test, run.row.code, name));
    await give({ do: 'next' });
    await give({ do: 'name-lots', people });
    for (const name of ['Dung', 'Giang']) phones.push(await joinByPhone(test, run.row.code, name));
    await give({ do: 'name-lots', people });
    await give({ do: 'open-lots', values });
    const ids = [...run.players.keys()];
    const [draw, hash] = [`${run.row.id}/2`, hashLotList(ids)];
    const numbers = await drawLots({ draw, listHash: hash, seed: values.join('\n') }, 5, 5);
    const act = { do: 'remove', playerId: ids[numbers[0]! - 1]! };
    await must(say(mc as never, 'run:moderate', { runId: run.row.id, act }));
    expect(await bundle('public')).not.toContain(ids[0]); // the show goes on
    expect(await bundle('inspector')).toContain(ids[0]);
    await give({ do: 'end' });
    const head = { v: 1, kind: 'lots', at: expect.any(Number), draw };
    expect(await leaves()).toEqual([
      {
        ...head,
        naming: 1,
        step: 0,
        wanted: 2,
        people,
        list: { count: 3, hash: hashLotList(ids.slice(0, 3)), ids: ids.slice(0, 3) },
      },
      { ...head, naming: 2, step: 0, wanted: 2, people, list: { count: 5, hash, ids } },
      { ...head, naming: 2, step: 1, values, numbers },
      { ...head, naming: 2, step: 2, absent: [numbers[0]], winners: numbers.slice(1, 3) },
    ]);
    const text = await bundle('public');
    const found = await verdictOf(text);
    expect(found).toMatchObject({ verdict: 'holds', broken: [] });
    expect(found.holds).toContainEqual({
      code: 'lots.holds',
      data: { draw, count: 5, namings: 2, winners: numbers.slice(1, 3).join(', ') },
    });
    expect((await verdictOf(text.replaceAll(values[0]!, 'trống đồng Hoàng Hạ'))).verdict).not.toBe('holds');
    mc.disconnect();
    for (const { socket } of phones) socket.disconnect();
  }, 60_000);

  it('[Z19] [B2c] the ledger is compared with it: another list, another value, another end', async () => {
    const found = async (sql: string) =>
      readCorrupted(
        test,
        (tx) => tx.query(sql),
        async (tx) => (await verifyWithin(tx)).findings.map(({ check }) => check),
      );
    expect(await found('select 1')).not.toContain('log.rows');
    for (const sql of [
      `update show_events set detail = jsonb_set(detail, '{ids,0}', detail->'ids'->1) where kind = 'lots-named'`,
      `update show_events set detail = jsonb_set(detail, '{values,0}', '"khác"') where kind = 'lots-opened'`,
      `delete from show_events where kind = 'removed'`,
    ])
      expect(await found(sql)).toContain('log.rows');
  }, 60_000);
});
