import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, startPostgres, type TestServer } from '../../../scripts/test-servers.mjs';
import type { Sitting } from '../crowd/tally.ts';
import { faultsOf } from './audit.ts';
import { auditLedger } from './audit-ledger.ts';

// Only the columns that the audit reads, and none of the keys of the real tables: here faults must be possible.
const tables = `
  create table attempts (id uuid, round_id uuid, contestant_id uuid, practice boolean);
  create table answers (id uuid, attempt_id uuid, question_id text, option_ids text[]);
  create table submissions (attempt_id uuid, answered integer);
  create table predictions (attempt_id uuid, value bigint);`;

describe.skipIf(!hasPostgres())('the audit of the ledger', () => {
  let server: TestServer;
  let db: pg.Client;
  beforeAll(async () => {
    server = await startPostgres({ fsync: false });
    db = new pg.Client({ connectionString: server.url });
    await db.connect();
    await db.query(tables);
  });
  afterAll(async () => {
    await db?.end();
    await server?.stop();
  });

  /** One attempt of three answers, handed in, as both sides know it. */
  async function storeWhole(): Promise<Sitting> {
    const attemptId = randomUUID();
    const answers = ['a', 'b', 'c'].map((questionId) => ({ answerId: randomUUID(), questionId, optionIds: ['x'] }));
    await db.query('insert into attempts values ($1, $2, $3, false)', [attemptId, randomUUID(), randomUUID()]);
    for (const { answerId, questionId, optionIds } of answers)
      await db.query('insert into answers values ($1, $2, $3, $4)', [answerId, attemptId, questionId, optionIds]);
    await db.query('insert into submissions values ($1, 3)', [attemptId]);
    await db.query('insert into predictions values ($1, 77)', [attemptId]);
    return { cookie: '', attemptId, answers, predicted: 77, submitted: 3 };
  }

  it('finds nothing where every row is saved once', async () => {
    const audit = await auditLedger(db, [await storeWhole(), await storeWhole()]);
    expect(audit).toMatchObject({ answersAcked: 6, attemptsAcked: 2 });
    expect(faultsOf(audit)).toBe(0);
  });

  it('where a person may have several attempts, only those open at the same time are one too many', async () => {
    const first = await storeWhole();
    const another = 'insert into attempts select $2, round_id, contestant_id, false from attempts where id = $1';
    await db.query(another, [first.attemptId, randomUUID()]);
    expect((await auditLedger(db, [first], 'several')).attemptsDoubled).toBe(0);
    expect((await auditLedger(db, [first])).attemptsDoubled).toBe(1);
    await db.query(another, [first.attemptId, randomUUID()]);
    expect((await auditLedger(db, [first], 'several')).attemptsDoubled).toBe(1);
    await db.query('delete from attempts');
  });

  it('finds each row that is lost, changed or doubled', async () => {
    const [whole, changed, lost] = [await storeWhole(), await storeWhole(), await storeWhole()];
    await db.query(`update answers set option_ids = '{y}' where id = $1`, [changed.answers[0]?.answerId]);
    await db.query('update submissions set answered = 2 where attempt_id = $1', [changed.attemptId]);
    await db.query('update predictions set value = 78 where attempt_id = $1', [changed.attemptId]);
    await db.query('insert into attempts select $2, round_id, contestant_id, false from attempts where id = $1', [
      whole.attemptId,
      randomUUID(),
    ]);
    await db.query('insert into answers select $2, attempt_id, question_id, option_ids from answers where id = $1', [
      whole.answers[0]?.answerId,
      randomUUID(),
    ]);
    for (const table of ['answers', 'submissions', 'predictions'])
      await db.query(`delete from ${table} where attempt_id = $1`, [lost.attemptId]);
    await db.query('delete from attempts where id = $1', [lost.attemptId]);
    expect(await auditLedger(db, [whole, changed, lost])).toEqual({
      answersAcked: 9,
      attemptsAcked: 3,
      answersLost: 4,
      answersDoubled: 1,
      attemptsLost: 1,
      attemptsDoubled: 1,
      submissionsLost: 2,
      predictionsLost: 2,
    });
  });
});
