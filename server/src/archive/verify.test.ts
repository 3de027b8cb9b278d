import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCorrupted } from '../../test/corrupt-ledger.ts';
import { type FilledApp, fillApp } from '../../test/filled-app.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { snapshotWithin } from './snapshot-sql.ts';
import { hashLedger } from './table-proof.ts';
import type { Column } from './tables-sql.ts';
import { type Verified, verifyLedger, verifyWithin } from './verify.ts';

/** What somebody with the database's password could do, and the check that finds it. */
const corruptions: readonly [what: string, finding: string, sql: string][] = [
  ['a trigger is disabled', 'triggers', 'alter table submissions disable trigger append_only'],
  [
    'a collective standing is renumbered',
    'collective_standings.numbers',
    'alter table collective_rows drop constraint collective_rows_contest_id_version_fkey; alter table collective_publications drop constraint collective_publications_contest_id_version_fkey; update collective_standings set version = version + 1',
  ],
  [
    'a decision on tied units is renumbered',
    'collective_decisions.numbers',
    'update collective_decisions set seq = seq + 1',
  ],
  [
    'a place of a collective standing is deleted',
    'collective_rows.places',
    'delete from collective_rows where position = 1',
  ],
  ['a trigger is dropped', 'triggers', 'drop trigger append_only on audit'],
  [
    'the guarding function is made harmless',
    'triggers',
    `create or replace function refuse_rewriting() returns trigger language plpgsql as $$ begin return null; end $$`,
  ],
  [
    'a trigger guards deletes alone',
    'triggers',
    `drop trigger append_only on answers;
    create trigger append_only before delete on answers for each statement execute function refuse_rewriting()`,
  ],
  [
    'a score is raised',
    'submissions.score',
    'update submissions set points = points + 1 where right_count < question_count',
  ],
  ['a time is shortened', 'submissions.score', 'update submissions set elapsed_ms = elapsed_ms - 1'],
  ['an answer becomes another', 'submissions.score', `update answers set option_ids = array['zz'] where change_no = 0`],
  [
    'a sealed question becomes another',
    'seals.questions',
    `update sealed_questions set body = jsonb_set(body, '{right}', '["zz"]') where place = 0`,
  ],
  [
    'a question was drawn that its round was not sealed with',
    'seals.drawn',
    `delete from sealed_questions where question_id in (select unnest(question_ids) from attempts)`,
  ],
  ['an answer becomes no option', 'answers.options', `update answers set option_ids = array['zz'] where change_no = 0`],
  [
    'an answer is deleted',
    'submissions.score',
    'delete from answers where id = (select min(id::text)::uuid from answers)',
  ],
  [
    'an answer gets a later number',
    'answers.changes',
    'update answers set change_no = 3 where id = (select min(id::text)::uuid from answers)',
  ],
  ['a hand-out is deleted', 'handouts.order', 'delete from handouts where position = 4'],
  ['a last hand-out is deleted', 'answers.handed_out', 'delete from handouts where position = 15'],
  [
    'a hand-out is of another question',
    'handouts.order',
    `update handouts set question_id = 'khong-co' where position = 2`,
  ],
  ['an attempt is deleted', 'submissions.attempt', 'delete from attempts where ordinal = 2'],
  ['an attempt names unknown rules', 'attempts.references', 'update attempts set rules_version = 9'],
  [
    'a submission moves to another person',
    'submissions.attempt',
    'update submissions set contestant_id = gen_random_uuid() where ordinal = 2',
  ],
  ['a submission is deleted after the settling', 'submissions.settled', 'delete from submissions where ordinal = 2'],
  [
    'a prediction moves to another attempt',
    'predictions.attempt',
    'update predictions set attempt_id = gen_random_uuid()',
  ],
  ['a prediction is changed after the fact', 'standings.computed', 'update predictions set value = value + 1'],
  ['a step of a round is deleted', 'round_events.numbers', 'delete from round_events where seq = 2'],
  ['a first step of a round is deleted', 'round_events.numbers', 'delete from round_events where seq = 1'],
  [
    'a step names a standing that is not there',
    'round_events.standing',
    `update round_events set detail = '{"standingVersion": 7}' where kind = 'finalized'`,
  ],
  [
    'a standing is deleted',
    'round_events.standing',
    'delete from publications; delete from standing_rows; delete from standings',
  ],
  ['a place is deleted', 'standing_rows.places', 'delete from standing_rows where position = 1'],
  [
    'two people change places',
    'standings.computed',
    'update standing_rows set contestant_id = (select contestant_id from standing_rows where position = 2 and version = 1) where position = 1 and version = 1',
  ],
  [
    'a prize is given',
    'standings.computed',
    `update standing_rows set amount_vnd = coalesce(amount_vnd, 0) + 1000000 where position = 3`,
  ],
  [
    'a published place is changed',
    'publications.standing',
    `update publications set document = jsonb_set(document, '{winners,0,points}', '1')`,
  ],
  [
    'a published count is changed',
    'publications.standing',
    `update publications set document = jsonb_set(document, '{counts,roundPersons}', '9')`,
  ],
  ['a voiding is deleted', 'attempt_voids.numbers', 'delete from attempt_voids where seq = 1'],
  ['a merge of units is deleted', 'unit_merges.numbers', 'delete from unit_merges where seq = 1'],
  [
    'a reason names a phone',
    'ledger.phones',
    `update attempt_voids set reason = 'thí sinh 0912 ' || '0987654321' where seq = 1`,
  ],
  ['what happened in a show is deleted', 'show_events.numbers', 'delete from show_events where seq = 3'],
  [
    'a question of a show was never asked',
    'show_answers.references',
    `update show_events set kind = 'moved' where kind = 'asked' and asking = 1`,
  ],
  ['a player is deleted', 'show_answers.references', 'delete from show_players where contestant_id is not null'],
  [
    'a player belongs to an unknown contestant',
    'show_players.references',
    'update show_players set contestant_id = gen_random_uuid() where contestant_id is not null',
  ],
  ['a first answer of a show is deleted', 'show_answers.changes', 'delete from show_answers where change_no = 1'],
  ['a show is lost', 'show_runs.references', 'delete from shows'],
  ['the rules are lost', 'contests.readable', 'delete from rules_versions'],
  [
    'an organizer wrote a phone',
    'ledger.phones',
    `insert into audit (contest_id, at_ms, actor, act, object, detail) values (null, 1, 'a', 'b', 'c', '{"reason": "gọi 0912345678 trước"}')`,
  ],
  [
    'an organizer wrote a name',
    'ledger.names',
    `insert into audit (contest_id, at_ms, actor, act, object, detail) values (null, 1, 'a', 'b', 'c', '{"reason": "nguyễn thị hoa"}')`,
  ],
  [
    'the audit has a field for a name',
    'audit.shape',
    `insert into audit (contest_id, at_ms, actor, act, object, detail) values (null, 1, 'a', 'b', 'c', '{"who": {"name": "x"}}')`,
  ],
  ['an entry of the trail is deleted', 'audit.chain', 'delete from audit where id = (select min(id) from audit)'],
  [
    'the end of the trail is deleted behind a publication',
    'audit.heads',
    `delete from audit where id >= (select min(audit_id) from audit_chain where seq >= (select max(split_part(audit_head, ' ', 1)::bigint) from publications));
     delete from audit_chain c where not exists (select from audit a where a.id = c.audit_id)`,
  ],
  [
    'the audit is no object',
    'audit.shape',
    `insert into audit (contest_id, at_ms, actor, act, object, detail) values (null, 1, 'a', 'b', 'c', '["x"]')`,
  ],
];

describe('verifying the ledger', () => {
  let test: TestApp;
  let filled: FilledApp;
  let sound: Verified;
  beforeAll(async () => {
    test = await openTestApp();
    filled = await fillApp(test);
    await fillPapersAndDraws();
    sound = await verifyLedger(test.db);
  });
  afterAll(() => test.close());

  /** Rows of the tables that a contest fills only where a certificate was printed and lots were drawn. */
  async function fillPapersAndDraws(): Promise<void> {
    const { contest, round } = filled;
    const ids = [contest.contestId, round.roundId];
    await test.db.query(
      `insert into certificates (id, contest_id, round_id, standing_id, contestant_id, prize, series, no, made_at_ms)
       select 'giay-1', $1, $2, 'prizes', (select min(id::text)::uuid from contestants), 'Giải Nhất', 'GCN', 1, 1`,
      ids,
    );
    // As if it had been drawn after the last step of the log: no leaf of it is due.
    await test.db.query(
      `with drawn as (
         insert into draws (id, contest_id, round_id, standing_id, rank, base_version, people, list_hash, source, reason, actor, at_ms)
         values (gen_random_uuid(), $1, $2, 'prizes', 1, 1, 1, 'ab', '{}', 'bằng điểm', 'test', 4000000000000) returning id),
       person as (insert into draw_people select id, 1, (select min(id::text)::uuid from contestants) from drawn)
       insert into draw_steps (draw_id, seq, kind, value, numbers, reason, actor, at_ms)
       select id, 1, 'drawn', '123456', '{1}', null, 'test', 4000000000000 from drawn`,
      ids,
    );
  }

  it('[B2] a contest from its opening to its publication is sound: everything computed again is equal', () => {
    expect(sound.findings).toEqual([]);
    expect(sound.sound).toBe(true);
    expect(sound.checked).toMatchObject({ submissions: 4, standings: 3 });
    const empty = sound.proof.tables.filter((each) => each.rows === 0).map((each) => each.table);
    expect(empty).toEqual(['log_cosignatures', 'log_nodes', 'run_origins']); // else the corruptions below would prove nothing
    expect(filled.run.state.ended).toBe(true);
  });

  it.each(corruptions)('[B1] [B2] a check fails when %s', async (_what, finding, sql) => {
    const verified = await readCorrupted(
      test,
      (tx) => tx.query(sql),
      (tx) => verifyWithin(tx),
    );
    expect(verified.findings.map((each) => each.check)).toContain(finding);
    expect(verified.sound).toBe(false);
  });

  it('[B3] verifying changes nothing, and verifying again gives the same hash', async () => {
    expect((await verifyLedger(test.db)).proof).toEqual(sound.proof);
  });

  it('[B3] the order of the rows on the disk does not matter', async () => {
    const proof = await readCorrupted(
      test,
      async (tx) => {
        await tx.query('create temp table aside on commit drop as select * from answers order by id desc');
        await tx.query('delete from answers');
        await tx.query('insert into answers select * from aside');
      },
      async (tx) => hashLedger(await snapshotWithin(tx)),
    );
    expect(proof).toEqual(sound.proof);
  });

  it('[B3] another value in any column of any table changes the hash, and so does a missing row', {
    timeout: 120_000,
  }, async () => {
    const { tables } = await test.db.transaction(snapshotWithin);
    const ledger = tables.filter(
      (table) => table.ledger && !['run_origins', 'log_nodes', 'log_cosignatures'].includes(table.name),
    );
    const unchanged: string[] = [];
    for (const table of ledger) {
      for (const column of [...table.columns, null]) {
        const one = `ctid = (select min(ctid) from "${table.name}")`;
        const sql =
          column === null
            ? `delete from "${table.name}" where ${one}`
            : `update "${table.name}" set "${column.name}" = ${anotherValue(column)} where ${one}`;
        const free = column?.identity ? `alter table "${table.name}" alter "${column.name}" drop identity; ` : '';
        const check = column
          ? `alter table "${table.name}" drop constraint if exists "${table.name}_${column.name}_check"; `
          : '';
        const { hash } = await readCorrupted(
          test,
          (tx) => tx.query(check + free + sql),
          async (tx) => hashLedger(await snapshotWithin(tx)),
        );
        if (hash === sound.proof.hash) unchanged.push(`${table.name}.${column?.name ?? '*'}`);
      }
    }
    expect(unchanged).toEqual([]);
  });
});

/** A value of the column's type that differs from the one that is there. */
function anotherValue({ name, type }: Column): string {
  const now = `"${name}"`;
  if (type === 'uuid') return 'gen_random_uuid()';
  if (type === 'boolean') return `not ${now}`;
  if (type === 'jsonb') return `jsonb_build_object('was', ${now})`;
  if (type === 'text[]') return `array_append(${now}, 'x')`;
  if (type === 'integer[]') return `array_append(${now}, 1000)`;
  if (type === 'text') return `coalesce(${now}, '') || 'x'`;
  if (type === 'date') return `coalesce(${now}, date '2000-01-01') + 1`;
  return `coalesce(${now}, 0) + 1000`; // past the neighbours' numbers
}
