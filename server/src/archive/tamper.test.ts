import { appendFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '@hoithi/shared/rules/canonical-json';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCorrupted } from '../../test/corrupt-ledger.ts';
import { type FilledApp, fillApp, organizer } from '../../test/filled-app.ts';
import { frontierOf } from '../../test/frontier-of.ts';
import { openConfirmer } from '../../test/open-staff.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { rewriteLog } from '../../test/rewrite-log.ts';
import { sit } from '../../test/scripted-contestant.ts';
import { hashLeafText } from '../log/leaf-hash.ts';
import { makeLogKey } from '../log/log-key.ts';
import { checkpointText, promiseText, shortForm } from '../log/notes.ts';
import { readCheckpoint, readLog } from '../log/places-sql.ts';
import { addExclusions } from '../people/exclusions.ts';
import type { Queries } from '../platform/db/database.ts';
import { makeDecision } from '../result/decide.ts';
import { noEvidence } from './evidence.ts';
import { watchPublishedFiles } from './published-files.ts';
import { verifyLedger, verifyWithin } from './verify.ts';

/** An answer that was right, of the best attempt. */
const anAnswer = `(select a.id from answers a join submissions s on s.attempt_id = a.attempt_id
  where not s.practice order by s.points desc, a.arrived_at_ms limit 1)`;
const aWinner = `(select r.attempt_id from standing_rows r where r.prize is not null order by r.version desc, r.position limit 1)`;
const forged = `'0a000000-0000-4000-8000-000000000001'::uuid`;

/** What a database administrator does with triggers off, and the checks of which each finds it. SPEC B2b, B2c. */
const tamperings: readonly [what: string, finding: readonly string[], sql: string][] = [
  [
    'an option is changed to another one of its question',
    ['submissions.score', 'log.rows'],
    `update answers a set option_ids = array[(select b->>'id' from questions q cross join jsonb_array_elements(q.body->'options') b
       where q.question_id = a.question_id and b->>'id' <> a.option_ids[1] limit 1)] where a.id = ${anAnswer}`,
  ],
  ['an answer is deleted', ['submissions.score', 'log.rows'], `delete from answers where id = ${anAnswer}`],
  [
    'an answer is inserted as a change of another',
    ['log.rows'],
    `insert into answers select ${forged}, attempt_id, question_id, 1, option_ids, arrived_at_ms + 1, counted_at_ms + 1,
       elapsed_ms + 1, round_trip_ms, credit_ms, typed from answers where id = ${anAnswer}`,
  ],
  [
    'the times of two answers are swapped',
    ['submissions.possible', 'log.rows'],
    `with two as (select id, arrived_at_ms, counted_at_ms, row_number() over (order by arrived_at_ms) as no from answers
       where attempt_id = (select attempt_id from answers where id = ${anAnswer}) order by arrived_at_ms limit 2)
     update answers a set arrived_at_ms = o.arrived_at_ms, counted_at_ms = o.counted_at_ms
     from two t join two o on o.no <> t.no where a.id = t.id`,
  ],
  [
    'an arrival is set after the lock',
    ['submissions.possible'],
    `update answers set arrived_at_ms = arrived_at_ms + 86400000 where id = ${anAnswer}`,
  ],
  [
    'a hand-out is moved',
    ['submissions.possible'],
    `update handouts set at_ms = at_ms + 700 where position = 3 and attempt_id = (select attempt_id from answers where id = ${anAnswer})`,
  ],
  [
    'a credit is raised, and what follows from it',
    ['submissions.possible', 'log.rows'],
    `update answers set credit_ms = credit_ms + 100, elapsed_ms = elapsed_ms - 100 where id = ${anAnswer};
     update submissions set credit_ms = credit_ms + 100, elapsed_ms = elapsed_ms - 100, last_change_ms = last_change_ms - 100
       where attempt_id = (select attempt_id from answers where id = ${anAnswer})`,
  ],
  [
    'a prize is moved behind an inserted voiding',
    ['attempt_voids.decided', 'standings.computed', 'log.rows'],
    `insert into attempt_voids (attempt_id, seq, voided, at_ms, actor, reason) select attempt_id, 3, true,
       (select max(at_ms) + 1000 from round_events), 'x', 'x' from standing_rows where attempt_id = ${aWinner} limit 1;
     update standing_rows s set prize = null, amount_vnd = null where attempt_id = ${aWinner}`,
  ],
  [
    'a document is changed with its row',
    ['standings.computed', 'log.rows'],
    `update standing_rows set points = 1 where attempt_id = ${aWinner};
     update publications set document = jsonb_set(document, '{winners,0,points}', '1')`,
  ],
  [
    'one submission’s time is changed together with its place and the document',
    ['log.rows'],
    `update submissions set at_ms = at_ms + 1000 where attempt_id = ${aWinner};
     update standing_rows set submitted_at_ms = submitted_at_ms + 1000 where attempt_id = ${aWinner};
     update publications set document = jsonb_set(document, '{winners,0,submittedAtMs}',
       to_jsonb((document #>> '{winners,0,submittedAtMs}')::bigint + 1000))`,
  ],
  [
    'the last step of a round is deleted',
    ['log.rows'],
    `delete from round_events where kind in ('published', 'decided') and seq > 4`,
  ],
  ['an entry of the trail is deleted', ['audit.chain'], `delete from audit where act = 'round:settled'`],
  [
    'an excluded person is deleted',
    ['exclusions.trail'],
    'delete from exclusions where phone = (select max(phone) from exclusions)',
  ],
  ['a publication is deleted', ['round_events.publication', 'log.rows'], 'delete from publications'],
  [
    'a person’s unit is changed',
    ['log.rows'],
    `update unit_memberships set unit_code = '436' where contestant_id = (select min(contestant_id::text)::uuid from submissions where not practice)`,
  ],
  ['the headcount of a settled round is doubled', ['log.rows'], headcountsOf('settled_bases', 'units')],
  [
    'a unit’s headcount is doubled',
    ['headcounts.settled'],
    `update units set headcount = headcount * 2 where headcount is not null; update headcounts set headcount = headcount * 2`,
  ],
  [
    'a prize of a unit is moved, with its document',
    ['collective.computed', 'log.rows'],
    `update collective_rows set arithmetic = jsonb_set(arithmetic, '{prize}', 'null'), prize = null, won = false where won;
     update collective_publications set document = jsonb_set(document, '{judged,groups,0,places,0,prize}', 'null')`,
  ],
  [
    'a published prize of a unit is moved',
    ['collective.published', 'log.rows'],
    `update collective_publications set document = jsonb_set(document, '{judged,groups,0,places,0,prize}', '{"place": 7, "label": {"vi": "x", "en": "x"}, "value": null}')`,
  ],
  [
    'an attempt for practice is removed',
    ['log.rows'],
    `delete from answers where attempt_id in (select id from attempts where practice);
     delete from handouts where attempt_id in (select id from attempts where practice);
     delete from submissions where practice; delete from attempts where practice`,
  ],
  [
    'what a decision made of an attempt is changed',
    ['attempt_marks.computed'],
    'update attempt_marks set points = points + 1',
  ],
  ['a decision is deleted', ['log.rows'], 'delete from decisions where no = (select max(no) from decisions)'],
  [
    'a decision says another reason',
    ['log.rows'],
    `update decisions set reason = 'khác' where no = (select max(no) from decisions)`,
  ],
  [
    'a leaf says another',
    ['log.tree'],
    `update log_entries set leaf = replace(leaf, '"ordinal":1', '"ordinal":2') where kind = 'submission'`,
  ],
  ['a leaf is deleted', ['log.tree', 'log.missing'], `delete from log_entries where kind = 'submission'`],
  ['a place is deleted', ['log.tree', 'log.missing'], 'delete from log_places where place = 1'],
  [
    'two places are swapped',
    ['log.tree'],
    `update log_places set place = 1000 where place = 1; update log_places set place = 1 where place = 2; update log_places set place = 2 where place = 1000`,
  ],
  ['a checkpoint has another root', ['log.tree'], `update log_checkpoints set root = repeat('0', 64)`],
  [
    'a checkpoint is signed by nobody',
    ['log.tree'],
    `update log_checkpoints set note = left(note, -9) || 'AAAAAAA=' || chr(10)`,
  ],
  [
    'the newest checkpoint is deleted',
    ['log.tree'],
    'delete from log_checkpoints where size = (select max(size) from log_checkpoints)',
  ],
  [
    'leaves that wait are thrown away',
    ['log.missing'],
    `insert into log_entries (contest_id, subject, kind, leaf) overriding user value select contest_id, 'audit/0', 'audit', leaf from log_entries where kind = 'audit' limit 1`,
  ],
];

function headcountsOf(table: string, column: string): string {
  return `update ${table} set ${column} = (select jsonb_agg(jsonb_set(u, '{headcounts}', coalesce((select jsonb_agg(jsonb_set(h, '{people}',
    to_jsonb((h->>'people')::int * 2))) from jsonb_array_elements(u->'headcounts') h), '[]'::jsonb))) from jsonb_array_elements(${column}) u)`;
}

describe('a database administrator with triggers off', { timeout: 120_000 }, () => {
  let test: TestApp;
  let filled: FilledApp;
  beforeAll(async () => {
    test = await openTestApp();
    filled = await fillApp(test);
    const { contest, round, people } = filled;
    const { contestId } = contest;
    await addExclusions(test.app, organizer, {
      contestId,
      role: 'JURY',
      reason: 'Thành viên Ban Giám khảo',
      marks: ['0912345671', '0912345672'],
    });
    const next = contest.rounds[1] ?? round;
    test.clock.advance(next.opensAtMs + 60_000 - test.clock.nowMs());
    await sit(test, contest, next, people[1]?.cookie ?? '', { right: 2, paceMs: 900, practice: true });
    const [wrong] = await test.db.query<{ question_id: string }>(
      `select a.question_id from answers a join submissions s on s.attempt_id = a.attempt_id where s.ordinal = 1 and not s.practice
       and s.right_count < s.question_count order by s.points, a.arrived_at_ms desc limit 1`,
    );
    const found = test.app.contests.byRound(round.roundId)!;
    const key = { kind: 'key' as const, questionId: wrong?.question_id ?? '', right: 'everybody' as const };
    const decided = await makeDecision(test.app, await openConfirmer(test), found, {
      base: 2,
      decision: key,
      reason: 'thử sửa đáp án',
    });
    if (!decided.ok) throw new Error(JSON.stringify(decided.refusal));
    await test.open.runLog();
  }, 180_000);
  afterAll(() => test.close());

  const checksOf = async (tx: Queries) => (await verifyWithin(tx)).findings.map(({ check }) => check);

  it('[B2] finds nothing where nothing was changed', async () => {
    expect((await verifyLedger(test.db, noEvidence, test.app.publishedDir)).findings).toEqual([]);
    const rows = await test.db.query(
      'select (select count(*) from attempt_marks)::int as marks, (select count(*) from submissions where practice)::int as practice',
    );
    expect(rows).toEqual([{ marks: expect.any(Number), practice: 1 }]);
    expect((rows[0] as { marks: number }).marks).toBeGreaterThan(0); // else some changes below would prove nothing
  });

  it.each(tamperings)('[B2b] [B2c] it is found that %s', async (_what, findings, sql) => {
    const found = await readCorrupted(test, (tx) => tx.query(sql), checksOf);
    expect(found).toEqual(expect.arrayContaining([...findings]));
  });

  /** Copies the best attempt for somebody else, as if it had been theirs. */
  const forge = `insert into attempts select ${forged}, t.round_id, c.id, false, 9, t.rules_version, t.seed, t.question_ids, t.started_at_ms, t.limit_at_ms
      from attempts t, (select max(contestant_id::text)::uuid as id from submissions) c where t.id = ${aWinner};
    insert into handouts select ${forged}, h.position, h.question_id, h.at_ms from handouts h where h.attempt_id = ${aWinner};
    insert into answers select gen_random_uuid(), ${forged}, a.question_id, a.change_no, a.option_ids, a.arrived_at_ms, a.counted_at_ms,
      a.elapsed_ms, a.round_trip_ms, a.credit_ms, a.typed from answers a where a.attempt_id = ${aWinner};
    insert into submissions select * from jsonb_populate_recordset(null::submissions, (select jsonb_agg(to_jsonb(s)
      || jsonb_build_object('attempt_id', ${forged}, 'ordinal', 9, 'contestant_id', (select t.contestant_id from attempts t where t.id = ${forged})))
      from submissions s where s.attempt_id = ${aWinner}))`;

  it('[B2c] a whole forged attempt has no leaf', async () => {
    expect(await readCorrupted(test, (tx) => tx.query(forge), checksOf)).toContain('log.missing');
  });

  it('[B2c] a forged attempt with a leaf of its own, placed and signed by the key, stands behind the close of its round', async () => {
    const found = await readCorrupted(
      test,
      async (tx) => {
        await tx.query(forge);
        await tx.query(
          `insert into log_entries (contest_id, subject, kind, leaf) select contest_id, 'submission/' || ${forged}, kind,
             replace(leaf, ${aWinner}::text, (${forged})::text) from log_entries where subject = 'submission/' || ${aWinner}`,
        );
        await signAll(tx);
      },
      checksOf,
    );
    expect(found).toContain('log.rows');
    expect(found).not.toContain('log.tree');
  });

  /** Gives the newest entry its place and signs a checkpoint over all, with the key. */
  async function signAll(tx: Queries): Promise<void> {
    const log = (await readLog(tx, filled.contest.contestId))!;
    const [entry] = await tx.query<{ id: number; leaf: string }>(
      'select id, leaf from log_entries order by id desc limit 1',
    );
    const [last] = await tx.query<{ place: number }>('select max(place) as place from log_places');
    const place = (last?.place ?? 0) + 1;
    await tx.query('insert into log_places values ($1, $2, $3, $4, $5)', [
      ...[log.contest_id, log.log_no, place, entry?.id, hashLeafText(entry?.leaf ?? '')],
    ]);
    const { root, peaks } = frontierOf(await tx.query<{ hash: string }>('select hash from log_places order by place'));
    const note = test.app.logKey.signNote(checkpointText(log.origin, place + 1, root));
    await tx.query('insert into log_checkpoints values ($1, $2, $3, $4, $5, $6, 1)', [
      ...[log.contest_id, log.log_no, place + 1, root, peaks, note],
    ]);
  }

  it('[B2e] a published file that was changed on the disk is found, and written anew while serving', async () => {
    const folder = join(test.app.publishedDir, filled.contest.slug);
    for (const name of ['1.json', 'collective.json']) {
      expect(await readdir(folder)).toContain(name);
      await appendFile(join(folder, name), ' ');
    }
    const { findings } = await verifyLedger(test.db, noEvidence, test.app.publishedDir);
    expect(findings.map(({ check, count }) => [check, count])).toEqual([['publications.files', 2]]);
    const watch = watchPublishedFiles(test.app);
    await watch.runNow();
    watch.stop();
    expect((await verifyLedger(test.db, noEvidence, test.app.publishedDir)).findings).toEqual([]);
    await writeFile(join(folder, 'aside.txt'), 'not of the ledger');
  });

  it('[B2d] whoever rewrites everything, log and all, with the key, is found by a receipt, a printed checkpoint or a witness alone', async () => {
    const { contest } = filled;
    const log = (await readLog(test.db, contest.contestId))!;
    const before = (await readCheckpoint(test.db, log))!;
    const [entry] = await test.db.query<{ leaf: string; subject: string }>(
      `select leaf, subject from log_entries where subject = 'submission/' || ${aWinner}`,
    );
    const hash = hashLeafText(entry?.leaf ?? '');
    const note = test.app.logKey.signNote(promiseText(contest.contestId, hash, 1));
    const own = { origin: log.origin, key: test.app.logKey.verifierKey, leaf: entry?.leaf, place: null };
    const receipt = canonicalJson({ format: 'hoithi receipt v1', ...own, promise: { leaf: hash, note } });
    const printed = shortForm(before.size, before.root);
    const witness = canonicalJson({ origin: log.origin, key: own.key, size: before.size, root: before.root });
    const given = { checkpoints: [before.note, printed], receipts: [receipt], witnesses: [witness] };

    const sound = await verifyLedger(test.db, given);
    expect(sound.findings).toEqual([]);
    expect(sound.log.evidence.map(({ kind, holds }) => [kind, holds]).sort()).toEqual([
      ...[
        ['checkpoint', true],
        ['checkpoint', true],
        ['receipt', true],
        ['witness', true],
      ],
    ]);
    const ofOther = {
      ...noEvidence,
      checkpoints: [makeLogKey().signNote(checkpointText(log.origin, before.size, before.root))],
    };
    expect((await verifyLedger(test.db, ofOther)).findings.map(({ check }) => check)).toEqual(['log.evidence']);

    await rewriteLog(
      test,
      contest.contestId,
      `update submissions set at_ms = at_ms + 1 where attempt_id = ${aWinner};
       update standing_rows set submitted_at_ms = submitted_at_ms + 1 where attempt_id = ${aWinner};
       update publications set document = jsonb_set(document, '{winners,0,submittedAtMs}', to_jsonb((document #>> '{winners,0,submittedAtMs}')::bigint + 1))`,
    );
    const again = await verifyLedger(test.db);
    expect(again.findings.filter(({ check }) => check.startsWith('log.tree'))).toEqual([]); // consistent in itself
    for (const one of [
      { ...noEvidence, checkpoints: [before.note] },
      { ...noEvidence, checkpoints: [printed] },
      { ...noEvidence, receipts: [receipt] },
      { ...noEvidence, witnesses: [witness] },
    ])
      expect((await verifyLedger(test.db, one)).findings.map(({ check }) => check)).toContain('log.evidence');
  });
});
