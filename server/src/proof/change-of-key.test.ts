import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConfirmer } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { enrolPerson, must, sit } from '../../test/scripted-contestant.ts';
import { noEvidence } from '../archive/evidence.ts';
import { verifyLedger } from '../archive/verify.ts';
import type { CachedContest } from '../contest/contests.ts';
import { readLeaf } from '../log/entries-sql.ts';
import { makeLogKey, openLogKey } from '../log/log-key.ts';
import { checkpointText } from '../log/notes.ts';
import { readCheckpoint, readLog } from '../log/places-sql.ts';
import { rotateKeyFile } from '../log/rotate-key.ts';
import { Sequencer } from '../log/sequencer.ts';
import { continueLog } from './continue-log.ts';
import { readLostKey, replaceLostKey } from './replace-lost-key.ts';

describe('the key of a log', { timeout: 120_000 }, () => {
  let test: TestApp;
  let contest: CachedContest;
  let folder: string;
  const errors: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hoithi-key-'));
    test = await openTestApp({}, { logKey: await openLogKey(folder, null) });
    ({ contest } = await makeContest(test.app, testRules()));
    await submit('Lò Thị Mai');
    await test.open.runLog();
    test.app.sequencer.stop();
  }, 120_000);
  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });

  async function submit(name: string): Promise<void> {
    const person = await enrolPerson(test, contest, name);
    await sit(test, contest, contest.rounds[0]!, person.cookie, { right: 5, paceMs: 900 });
  }
  /** One run of a server's sequencer with a key. */
  async function sequence(logKey: ReturnType<typeof makeLogKey>): Promise<void> {
    const log = { warn: () => undefined, error: (_about: object, text: string) => void errors.push(text) };
    const sequencer = new Sequencer({ db: test.db, clock: test.clock, logKey, log });
    await sequencer.runNow();
    sequencer.stop();
  }
  const newest = async () => {
    const log = (await readLog(test.db, contest.contestId))!;
    return { log, checkpoint: await readCheckpoint(test.db, log) };
  };
  const findings = async () => (await verifyLedger(test.db)).findings;
  const by = { actor: 'command', atMs: 1 };

  it('[Z13] a key that the log does not know makes no checkpoint, and that is said', async () => {
    const before = (await newest()).checkpoint;
    await submit('Hà Văn Lâm');
    await sequence(makeLogKey());
    expect((await newest()).checkpoint).toEqual(before);
    expect(errors).toEqual(['the log is signed by another key than that of this server']);
  });

  it('[Z13] a new key is signed by the old one as a leaf; from then on it alone makes checkpoints', async () => {
    const old = test.app.logKey;
    const rotated = await rotateKeyFile(folder, test.db, old, by);
    expect(rotated).toMatchObject({ before: old.verifierKey, logs: 1 });
    const next = await openLogKey(folder, null);
    expect(next.verifierKey).toBe(rotated.now);
    expect((await readdir(folder)).sort()).toEqual([`log-key.${old.verifierKey.split('+')[1]}.pem`, 'log-key.pem']);

    const { size = 0 } = (await newest()).checkpoint ?? {};
    await sequence(old);
    expect((await newest()).checkpoint?.size).toBe(size);
    await sequence(next);
    expect((await newest()).checkpoint?.size).toBeGreaterThan(size);
    expect(await findings()).toEqual([]);
    expect(await test.db.query(`select act from audit where act = 'log:key'`)).toHaveLength(1);
  });

  it('[Z14] a restore behind a known checkpoint opens a new log that names it; one that reaches it does not', async () => {
    const logKey = await openLogKey(folder, null);
    const app = { db: test.db, clock: test.clock, logKey };
    const { log, checkpoint } = await newest();
    const note = (size: number, key = logKey) => key.signNote(checkpointText(log.origin, size, 'ab'.repeat(32)));
    const known = { note: note((checkpoint?.size ?? 0) + 5), reason: 'máy chủ hỏng ổ đĩa', actor: 'command' };
    const refusals = [
      await continueLog(app, contest, { ...known, note: checkpoint?.note ?? '' }),
      await continueLog(app, contest, { ...known, note: note(99, makeLogKey()) }),
      await continueLog(app, contest, { ...known, note: 'không phải' }),
    ];
    expect(refusals.map((each) => each.ok || each.why)).toEqual(['not-behind', 'signature', 'unreadable']);

    const done = await continueLog(app, contest, known);
    expect(done).toEqual({ ok: true, origin: log.origin.replace(/1$/, '2') });
    await sequence(logKey);
    const [first] = await test.db.query<{ leaf: string }>(
      'select e.leaf from log_places p join log_entries e on e.id = p.entry_id where p.log_no = 2 order by p.place limit 1',
    );
    expect(JSON.parse(first?.leaf ?? '{}')).toMatchObject({
      kind: 'log',
      key: logKey.verifierKey,
      continues: { origin: log.origin, size: (checkpoint?.size ?? 0) + 5, reason: 'máy chủ hỏng ổ đĩa' },
    });
    expect((await newest()).checkpoint?.size).toBe(checkpoint?.size);
    expect(await findings()).toEqual([]);
    const ofOld = await verifyLedger(test.db, { ...noEvidence, checkpoints: [checkpoint?.note ?? ''] });
    expect(ofOld.log.evidence).toMatchObject([{ holds: true }]);
  });

  it('[Z17] a lost key is replaced by two different people, in a leaf that nobody signed and the verifier names as a break', async () => {
    const own = makeLogKey();
    const app = { db: test.db, clock: test.clock, logKey: own };
    await submit('Vi Văn Sơn');
    const { size = 0 } = (await newest()).checkpoint ?? {};
    await sequence(own);
    expect((await newest()).checkpoint?.size).toBe(size);
    const [one, two] = [await openConfirmer(test), await openConfirmer(test)];
    const { lost } = await must(readLostKey(app, one, contest));
    expect(lost).toMatchObject({ now: own.verifierKey, pending: null });
    const hash = lost?.hash ?? '';
    const confirm = (by: typeof one, pendingId: string | null, of = hash) =>
      replaceLostKey(app, by, contest, { hash: of, pendingId });
    expect(await confirm(one, null, 'x')).toMatchObject({ refusal: { code: 'confirmed_other' } });
    const first = await must(confirm(one, null));
    expect(first).toMatchObject({ replaced: false, pending: { isOwn: true } });
    const pendingId = first.pending?.id ?? '';
    expect(await confirm(one, pendingId)).toMatchObject({ refusal: { code: 'another_person' } });
    await sequence(own);
    expect((await newest()).checkpoint?.size).toBe(size);
    expect(await must(confirm(two, pendingId))).toEqual({ replaced: true, pending: null });
    expect(await confirm(two, pendingId)).toMatchObject({ refusal: { code: 'nothing_to_do' } });
    await sequence(own);
    expect((await newest()).checkpoint?.size).toBeGreaterThan(size);
    expect(await findings()).toEqual([]);
    expect(await test.db.query(`select 1 from audit where act = 'log:key-lost'`)).toHaveLength(1);
    const leaf = await readLeaf(test.db, contest.contestId, `key/${own.verifierKey}`);
    expect(JSON.parse(leaf ?? '{}')).toMatchObject({ signature: null, before: lost?.before });
  });
});
