import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PhoneView } from '@hoithi/shared/contract/show';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { performShow } from '../../test/filled-app.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readActs } from '../../test/read-acts.ts';
import { enrolPerson, must, say } from '../../test/scripted-contestant.ts';
import { openTestRun, readIn, testQuestion, testShow } from '../../test/scripted-show.ts';
import { loadShow } from '../show/load-show.ts';
import { readInstallationId, readRunOrigin } from './archive-sql.ts';
import { exportPart } from './export-part.ts';
import { importContest } from './import-contest.ts';
import { mergeRun } from './merge-run.ts';
import { verifyLedger } from './verify.ts';
import { writeArchiveFile } from './write-archive.ts';

const by = 'command';
/** Once the log has written all that waits, so that no timer does between two hashes. */
const hashOf = async (test: TestApp): Promise<string> => {
  await test.open.runLog();
  return (await verifyLedger(test.db)).proof.hash;
};

describe('a hall box and its central installation', { timeout: 120_000 }, () => {
  let central: TestApp;
  let hall: TestApp;
  let folder: string;
  let files = 0;
  beforeAll(async () => {
    central = await openTestApp();
    hall = await openTestApp();
    folder = await mkdtemp(join(tmpdir(), 'hoithi-hall-'));
  });
  afterAll(async () => {
    await central.close();
    await hall.close();
    await rm(folder, { recursive: true, force: true });
  });
  async function pack(from: TestApp, what: { kind: 'contest' | 'run'; id: string }): Promise<string> {
    const { packed, done } = exportPart(from.db, { ...what, about: 'thử', madeAtMs: from.clock.nowMs() });
    const path = join(folder, `${what.kind}-${++files}`);
    await writeArchiveFile(path, packed, async () => undefined);
    await done;
    return path;
  }
  /** A contest of the central installation that the hall box has too. */
  async function prepare() {
    const { contest } = await makeContest(central.app, testRules());
    const loaded = await loadShow(central.app, contest, testShow([testQuestion('cau-1')]), 'test');
    if (!loaded.ok) throw new Error('the test show is sound');
    const file = await pack(central, { kind: 'contest', id: contest.contestId });
    const imported = await importContest(hall, file, by);
    expect(imported.conflicts).toEqual([]);
    await hall.app.contests.loadAll(); // as at the start of the hall box
    const there = hall.app.contests.byId(contest.contestId);
    if (!there) throw new Error('the hall box has the contest');
    return { contest, there, file };
  }

  it('[B7] the hall box gets rules, questions, units and shows with their ids, and neither people nor rounds', async () => {
    const { contest, there } = await prepare();
    expect(there.rules).toEqual(contest.rules);
    expect(there.bank).toEqual(contest.bank);
    expect([...there.units.units.keys()].sort()).toEqual([...contest.units.units.keys()].sort());
    expect(there.rounds).toEqual([]); // so no attempt can be made here and be lost
    expect(await hall.db.query('select id from shows where contest_id = $1', [there.contestId])).toEqual(
      await central.db.query('select id from shows where contest_id = $1', [there.contestId]),
    );
    expect(await hall.db.query('select 1 from contestants where contest_id = $1', [there.contestId])).toEqual([]);
  });

  it('[B7] importing the contest twice changes nothing; rows that differ here are listed, and nothing is written', async () => {
    const { there, file } = await prepare();
    const before = await hashOf(hall);
    const again = await importContest(hall, file, by);
    expect(again).toMatchObject({ added: 0, conflicts: [] });
    expect(await hashOf(hall)).toBe(before);
    await hall.db.query(`update units set name = 'Tên khác' where contest_id = $1 and code = '18070'`, [
      there.contestId,
    ]);
    const differing = await importContest(hall, file, by);
    expect(differing).toMatchObject({
      added: 0,
      conflicts: [{ table: 'units', key: `${there.contestId} 18070`, reason: 'differs' }],
    });
  });

  it('[B8] a run comes back whole, with the installation it comes from; merged twice, the ledger has the same hash', async () => {
    const { there } = await prepare();
    const run = await performShow(hall, there, [{ nickname: 'Bình An' }, { nickname: 'Hồng Phúc' }]);
    const file = await pack(hall, { kind: 'run', id: run.row.id });
    const merged = await must(mergeRun(central, file, by));
    expect(merged).toMatchObject({ conflicts: [], runId: run.row.id, unlinked: 0 });
    for (const table of ['show_events', 'show_players', 'show_answers', 'player_names']) {
      const rows = `select * from ${table} where run_id = $1 order by 1, 2`;
      expect(await central.db.query(rows, [run.row.id])).toEqual(await hall.db.query(rows, [run.row.id]));
    }
    expect(await readRunOrigin(central.db, run.row.id)).toMatchObject({
      installation_id: await readInstallationId(hall.db),
      actor: by,
    });
    const [entry] = await readActs(central.db, there.contestId, 1);
    expect(entry).toMatchObject({ act: 'run:merge', actor: by, detail: { runId: run.row.id, added: merged.added } });
    expect((await verifyLedger(central.db)).findings).toEqual([]);

    const hash = await hashOf(central);
    const again = await must(mergeRun(central, file, by));
    expect(again).toMatchObject({ added: 0, same: merged.added, conflicts: [] });
    expect(await hashOf(central)).toBe(hash);
  });

  it('[B8] the central server, running, shows the result of a merged run to whoever enters next', async () => {
    const { there } = await prepare();
    const run = await performShow(hall, there, [{ nickname: 'Lan' }, { nickname: 'Huệ' }]);
    const phone = await readIn(central);
    const enter = () => say<PhoneView>(phone as never, 'view:enter', { code: run.row.code });
    expect(await enter()).toMatchObject({ ok: false });
    await must(mergeRun(central, await pack(hall, { kind: 'run', id: run.row.id }), by));
    const view = await must(enter());
    expect(view.stage).toMatchObject({ runId: run.row.id, ended: true });
    phone.disconnect();
  });

  it('[B8] a row of the same id and another content is listed, and nothing at all is written', async () => {
    const { there } = await prepare();
    const run = await performShow(hall, there, [{ nickname: 'Mai' }]);
    const file = await pack(hall, { kind: 'run', id: run.row.id });
    const [answer] = await hall.db.query<{ id: string }>('select id from show_answers where run_id = $1 limit 1', [
      run.row.id,
    ]);
    await central.db.query(
      `insert into show_answers (id, run_id, asking, player_id, change_no, given, arrived_at_ms, elapsed_ms, credit_ms)
       values ($1, gen_random_uuid(), 1, gen_random_uuid(), 1, 'z', 1, 1, 0)`,
      [answer?.id],
    );
    const before = await hashOf(central);
    const merged = await must(mergeRun(central, file, by));
    expect(merged).toMatchObject({
      added: 0,
      conflicts: [{ table: 'show_answers', key: answer?.id, reason: 'differs' }],
    });
    expect(await hashOf(central)).toBe(before);
    expect(await central.db.query('select 1 from show_runs where id = $1', [run.row.id])).toEqual([]);
    // The other tests need a sound ledger.
    await central.db.query('alter table show_answers disable trigger append_only');
    await central.db.query('delete from show_answers where id = $1', [answer?.id]);
    await central.db.query('alter table show_answers enable trigger append_only');
  });

  it('[B8] a code that another run has is listed as taken', async () => {
    const { there, contest } = await prepare();
    const run = await performShow(hall, there, [{ nickname: 'Cúc' }]);
    await central.db.query(
      `insert into show_runs (id, show_id, contest_id, rehearsal, code, secret, commitment, opened_at_ms)
       select gen_random_uuid(), id, contest_id, true, $2, 'x', 'y', 1 from shows where contest_id = $1 limit 1`,
      [contest.contestId, run.row.code],
    );
    const merged = await must(mergeRun(central, await pack(hall, { kind: 'run', id: run.row.id }), by));
    expect(merged.conflicts).toContainEqual({ table: 'show_runs', key: run.row.id, reason: 'taken' });
    await central.db.query('alter table show_runs disable trigger append_only');
    await central.db.query(`delete from show_runs where secret = 'x'`);
    await central.db.query('alter table show_runs enable trigger append_only');
  });

  it('[B9] a player stays linked to a contestant who is registered centrally; another has the name of joining', async () => {
    const { there, contest } = await prepare();
    const known = await enrolPerson(central, contest, 'Nguyễn Văn Biết');
    const inHall = await enrolPerson(hall, there, 'Trần Thị Lạ');
    const alsoInHall = await enrolPerson(hall, there, 'Nguyễn Văn Biết');
    const run = await performShow(hall, there, [
      { nickname: '', cookie: inHall.cookie },
      { nickname: '', cookie: alsoInHall.cookie },
    ]);
    // One of the two has the id of the central installation, as on a box restored from its backup.
    await hall.db.query('alter table show_players disable trigger append_only');
    await hall.db.query('update show_players set contestant_id = $1 where contestant_id = $2', [
      known.contestantId,
      alsoInHall.contestantId,
    ]);
    await hall.db.query('alter table show_players enable trigger append_only');
    await hall.db.query(`insert into profiles (contestant_id, name) values ($1, 'Nguyễn Văn Biết')`, [
      known.contestantId,
    ]);

    const file = await pack(hall, { kind: 'run', id: run.row.id });
    expect((await must(mergeRun(central, file, by))).unlinked).toBe(1);
    expect(await must(mergeRun(central, file, by))).toMatchObject({ added: 0, conflicts: [] });
    const players = await central.db.query(
      `select s.contestant_id, n.name from show_players s left join player_names n on n.player_id = s.id where s.run_id = $1
       order by s.place_no`,
      [run.row.id],
    );
    expect(players).toEqual([
      { contestant_id: null, name: 'Trần Thị Lạ' },
      { contestant_id: known.contestantId, name: null },
    ]);
    expect((await verifyLedger(central.db)).findings).toEqual([]);
  });

  it('[B8] a run that has not ended, and one of a contest that is not here, are refused', async () => {
    const { there } = await prepare();
    const open = await openTestRun(hall, there, testShow([testQuestion('cau-1')]));
    const file = await pack(hall, { kind: 'run', id: open.row.id });
    expect(await mergeRun(central, file, by)).toMatchObject({ ok: false, refusal: { code: 'run_open' } });
    const { contest: own } = await makeContest(hall.app, testRules());
    const run = await performShow(hall, own, [{ nickname: 'Đào' }]);
    const foreign = await pack(hall, { kind: 'run', id: run.row.id });
    expect(await mergeRun(central, foreign, by)).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  });

  it('[B8] a whole file with impossible rows is refused', async () => {
    const { there } = await prepare();
    const run = await performShow(hall, there, [{ nickname: 'Trúc' }]);
    await hall.db.query('alter table show_events disable trigger append_only');
    await hall.db.query('delete from show_events where run_id = $1 and seq = 3', [run.row.id]);
    await hall.db.query('alter table show_events enable trigger append_only');
    const file = await pack(hall, { kind: 'run', id: run.row.id });
    await expect(mergeRun(central, file, by)).rejects.toThrow(/damaged/);
    expect(await central.db.query('select 1 from show_runs where id = $1', [run.row.id])).toEqual([]);
  });

  it('[B8] a show that only the hall box had never becomes the version that is opened next', async () => {
    const { there, contest } = await prepare();
    const run = await performShow(hall, there, [{ nickname: 'Sen' }], ['cau-cua-hoi-truong']); // the hall's version 2
    await loadShow(central.app, contest, testShow([testQuestion('cau-moi')]), 'test'); // the central version 2
    const file = await pack(hall, { kind: 'run', id: run.row.id });
    expect((await must(mergeRun(central, file, by))).conflicts).toEqual([]);
    expect(await must(mergeRun(central, file, by))).toMatchObject({ added: 0, conflicts: [] });
    const shows = await central.db.query<{ id: string; version: number }>(
      'select id, version from shows where contest_id = $1 order by version',
      [contest.contestId],
    );
    expect(shows.map((show) => show.version)).toEqual([0, 1, 2]);
    expect(shows[0]?.id).toBe(run.row.show_id);
  });
});
