import { gunzipSync } from 'node:zlib';
import type { LogReceipt } from '@hoithi/shared/contract/contestant';
import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FilledApp, fillApp } from '../../test/filled-app.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readSubmissionPage } from '../attempt/submissions-sql.ts';
import { appendRoundEvent } from '../contest/round-events-sql.ts';
import { readLeaf } from '../log/entries-sql.ts';
import { hashLeafText } from '../log/leaf-hash.ts';
import { readCheckpoint, readLog } from '../log/places-sql.ts';
import { readSettledBasis } from '../round/standings-sql.ts';
import { leavesOf } from './begin-log.ts';
import { writeBundle } from './bundle.ts';
import { bringLogUp } from './keep-log.ts';

describe('the log of a contest', () => {
  let test: TestApp;
  let filled: FilledApp;
  beforeAll(async () => {
    test = await openTestApp();
    filled = await fillApp(test);
    await test.open.runLog();
  });
  afterAll(() => test.close());

  const leaves = () => test.db.query<{ kind: string; leaf: string }>('select kind, leaf from log_entries order by id');

  it('[Z1] says what was submitted, settled, finalized and published, each once', async () => {
    await test.open.runLog();
    const kinds = (await leaves()).map(({ kind }) => kind).sort();
    expect(kinds.filter((kind) => kind === 'submission')).toHaveLength(4);
    expect(kinds.filter((each) => each === 'questions').length).toBeLessThanOrEqual(1);
    for (const kind of ['log', 'rules', 'begun', 'timetable', 'close', 'finalization', 'publication'])
      expect(kinds.filter((each) => each === kind)).toEqual([kind]);
    const log = (await readLog(test.db, filled.contest.contestId))!;
    expect((await readCheckpoint(test.db, log))?.size).toBe(kinds.length);
  });

  it('[Z1] the leaf of a submission is what the ledger has of it, whoever makes it', async () => {
    const { contest } = filled;
    const submissions = await readSubmissionPage(test.db, null, 100);
    const again = await leavesOf(test.db, contest, submissions);
    expect(again).toHaveLength(4);
    for (const { leaf } of again)
      expect(await readLeaf(test.db, contest.contestId, `submission/${leaf.attempt}`)).toBe(canonicalJson(leaf));
  });

  it('[Z1] [M26] a close has the units that its round was settled with', async () => {
    const { contest, round } = filled;
    const settled = await readSettledBasis(test.db, round.roundId, 1);
    const leaf = await readLeaf(test.db, contest.contestId, `close/${round.name}`);
    const byCode = (one: { code: string }, other: { code: string }) => (one.code < other.code ? -1 : 1);
    expect(JSON.parse(leaf ?? '').units).toEqual(
      (settled?.units ?? [])
        .map(({ heading: _heading, validFrom: _from, validTo: _to, ...unit }) => unit)
        .toSorted(byCode),
    );
    expect(settled?.units.map(({ name }) => name)).toContain('Phường Trần Phú, Thành phố Hà Tĩnh');
  });

  it('[Z1] a close has the hour that the ledger has, also where a process knows an earlier one', async () => {
    const { contest: known, round } = await makeContest(test.app, testRules());
    const atMs = round.opensAtMs + 60_000;
    const early = { kind: 'closed-early', detail: { closesAtMs: atMs, reason: 'thử' } } as const;
    await appendRoundEvent(test.db, round.roundId, 0, early, atMs, 'test');
    const settled = { kind: 'settled', detail: { standingVersion: 1 } } as const;
    await appendRoundEvent(test.db, round.roundId, 1, settled, atMs + 1, 'test');
    expect(known.rounds[0]?.closesAtMs).toBeGreaterThan(atMs);
    await bringLogUp(test.app, known);
    const leaf = JSON.parse((await readLeaf(test.db, known.contestId, `close/${round.name}`)) ?? '');
    expect(leaf).toMatchObject({ at: atMs + 1, closesAt: atMs });
  });

  it('[Z2] has no name, phone, point or contestant', async () => {
    const text = (await leaves()).map(({ leaf }) => leaf).join('\n');
    for (const { contestantId, personId } of filled.people) {
      expect(text).not.toContain(contestantId);
      expect(text).not.toContain(personId);
    }
    const submissions = (await leaves())
      .filter(({ kind }) => kind === 'submission')
      .map(({ leaf }) => JSON.parse(leaf));
    for (const leaf of submissions) {
      expect(Object.keys(leaf)).not.toContain('points');
      expect(leaf.sealed.name).toMatch(/^[0-9a-f]{64}$/);
      expect(JSON.stringify(leaf)).not.toMatch(/Hoa|Bình|Anh|18070/);
    }
  });

  const get = async (path: string, cookie = '') => fetch(`${test.url}${path}`, { headers: { cookie } });

  it('[Z4] a contestant fetches the own leaf with its promise, place and proof, and nobody else does', async () => {
    const { contest, people } = filled;
    const [attempt] = await test.db.query<{ id: string }>(
      'select id from attempts where contestant_id = $1 order by ordinal',
      [people[0]?.contestantId],
    );
    const path = `/api/log/${contest.slug}/receipts/${attempt?.id}`;
    const { value } = (await (await get(path, people[0]?.cookie)).json()) as { value: LogReceipt };
    expect(JSON.parse(value.leaf)).toMatchObject({ kind: 'submission', attempt: attempt?.id, prediction: 3 });
    const { leaf, note } = value.promise;
    expect(leaf).toBe(hashLeafText(value.leaf));
    expect(note.split('\n').slice(0, 3)).toEqual([
      'hoithi promise v1',
      contest.contestId,
      Buffer.from(leaf, 'hex').toString('base64'),
    ]);
    const inclusion = await (await get(`/api/log/${contest.slug}/inclusion?leaf=${leaf}`)).json();
    expect(inclusion).toMatchObject({ ok: true, value: value.place });
    expect(await (await get(path, people[1]?.cookie)).json()).toMatchObject({ refusal: { code: 'attempt_not_yours' } });
    expect((await get(path)).status).toBe(401);
  });

  it('[Z5] the public bundle has no name, and no submission of a round that is not published', async () => {
    const answer = await get(`/api/log/${filled.contest.slug}/bundle`);
    const text = gunzipSync(Buffer.from(await answer.arrayBuffer())).toString();
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ t: 'bundle', kind: 'public', rounds: [filled.round.name] });
    expect(lines.at(-1)).toMatchObject({ t: 'end', lines: lines.length });
    expect(text).not.toMatch(/Nguyễn Thị Hoa|Trần Văn Bình/);
    // The second round may still draw all others.
    for (const { t, leaf } of lines)
      if (t === 'question' && leaf) expect(JSON.parse(leaf).body).toMatchObject({ practice: true });
    let inspector = '';
    for await (const piece of writeBundle(test.app, test.app.contests.byId(filled.contest.contestId)!, 'inspector'))
      inspector += piece;
    expect(inspector).toContain('Nguyễn Thị Hoa');
    expect(JSON.parse(inspector.split('\n')[0] ?? '')).toMatchObject({ root: lines[0].root, size: lines[0].size });
  });
});
