import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../test/fresh-database.ts';
import { writeAudit } from '../platform/audit.ts';
import type { Database, Queries } from '../platform/db/database.ts';
import { makeTablesOf, migrate, readMigrations } from '../platform/db/migrate.ts';
import { checkTrail } from './check-trail.ts';
import { dropInstallation } from './rows-sql.ts';

const details = [
  {},
  { reason: 'gia hạn vì mất điện, “toàn tỉnh”', before: { closesAtMs: 1 }, after: { closesAtMs: 2 } },
  { nested: { b: [1, [2, { z: null, a: true }]], a: '\u0001\n\t"\\/', '': '' }, tên: 'x' },
  { numbers: [0, -0, 1.5, 1e21, 1e-7, 0.000001, 123456789012345680000, -2.5e-10, 9007199254740991] },
  { emoji: '🇻🇳', cut: '\ud83c', left: undefined },
];
const entry = (at: number) => ({
  contestId: null,
  atMs: at,
  actor: 'organizer:test',
  act: 'thử:nghiệm',
  object: `vòng ${at} \ud83d`,
  detail: details[at % details.length] ?? {},
});

/** What somebody with the database's password could do, and what is found. */
const tamperings: readonly [what: string, found: RegExp, sql: string][] = [
  ['an entry is changed', /^place 5: entry 5 differs$/, `update audit set object = 'khác' where id = 5`],
  ['the act is another', /^place 6: entry 6 differs$/, `update audit set act = 'round:close' where id = 6`],
  ['a reason is changed', /^place 7: entry 7 differs$/, `update audit set detail = '{"reason":"x"}' where id = 7`],
  ['somebody else did it', /^place 3: entry 3 differs$/, `update audit set actor = 'account:x' where id = 3`],
  ['it was at another time', /^place 3: entry 3 differs$/, 'update audit set at_ms = at_ms + 1 where id = 3'],
  ['of another organization', /^place 3: entry/, 'update audit set organization_id = gen_random_uuid() where id = 3'],
  ['an entry is deleted', /^place 4: entry 4 is missing$/, 'delete from audit where id = 4'],
  [
    'an entry is deleted with its place',
    /^place 5: 1 before it are missing$/,
    'delete from audit_chain where seq = 4; delete from audit where id = 4',
  ],
  [
    'an entry is deleted and those behind it move up',
    /^place 4: entry 5 differs$/,
    `delete from audit_chain where seq = 4; delete from audit where id = 4;
     update audit_chain set seq = seq - 1 where seq > 4`,
  ],
  [
    'two entries change places',
    /^place 4: entry 5 differs$/,
    `alter table audit_chain drop constraint audit_chain_audit_id_key;
     update audit_chain set audit_id = 9 - audit_id where seq in (4, 5)`,
  ],
  [
    'an entry is inserted',
    /^entry 900 has no place in the chain$/,
    `insert into audit overriding system value select 900, contest_id, at_ms, actor, act, object, detail from audit where id = 2`,
  ],
  [
    'an entry is changed with its own hash',
    /^place 6: entry 6 differs$/,
    `update audit set object = 'khác' where id = 5;
     update audit_chain c set hash = audit_hash(a, 5, (select hash from audit_chain where seq = 4)) from audit a where a.id = 5 and c.seq = 5`,
  ],
];

class RollBack extends Error {}
async function tampered(db: Database, sql: string) {
  let found: Awaited<ReturnType<typeof checkTrail>> | null = null;
  await db
    .transaction(async (tx: Queries) => {
      await tx.query(`set local session_replication_role = 'replica'`); // past triggers and foreign keys
      await tx.query(sql);
      found = await checkTrail(tx);
      throw new RollBack();
    })
    .catch((fault: unknown) => {
      if (!(fault instanceof RollBack)) throw fault;
    });
  if (found === null) throw new Error('the trail was checked');
  return found as Awaited<ReturnType<typeof checkTrail>>;
}

describe('the chain of the audit trail', { timeout: 60_000 }, () => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    for (let at = 1; at <= 20; at++) await writeAudit(fresh.db, entry(at));
  });
  afterAll(() => fresh.close());

  it('[I20] every entry has its place, and the server and the database make the same hash of it', async () => {
    expect(await checkTrail(fresh.db)).toMatchObject({ entries: 20, head: { seq: 20 }, findings: [] });
  });

  it.each(tamperings)('[I20] with triggers off it is found that %s', async (_what, found, sql) => {
    const { findings } = await tampered(fresh.db, sql);
    expect(findings[0]?.check).toBe('audit.chain');
    expect(findings[0]?.samples[0]).toMatch(found);
  });

  it('[I20] the chain itself refuses to be rewritten', async () => {
    for (const sql of ['delete from audit_chain where seq = 20', `update audit_chain set hash = ''`])
      await expect(fresh.db.query(sql)).rejects.toThrow(/append-only/);
  });

  it('[I21] an end that was cut off is found where a backup knew it, and so is one that was written anew', async () => {
    const backUp = `insert into backups (id, at_ms, row_count, ledger_hash, actor) values (gen_random_uuid(), 1, 1, '', 'thử')`;
    const cut = 'delete from audit_chain where seq > 18; delete from audit where id > 18';
    expect((await tampered(fresh.db, cut)).findings).toEqual([]); // nobody outside knew it
    const known = await tampered(fresh.db, `${backUp}; ${cut}`);
    expect(known.findings).toMatchObject([{ check: 'audit.heads', count: 1 }]);
    expect(known.findings[0]?.samples[0]).toMatch(/^backup .* knew place 20/);
    const anew = `${backUp}; update audit set object = 'khác' where id = 20;
      update audit_chain c set hash = audit_hash(a, 20, (select hash from audit_chain where seq = 19)) from audit a where a.id = 20 and c.seq = 20`;
    expect((await tampered(fresh.db, anew)).findings).toMatchObject([{ check: 'audit.heads', count: 1 }]);
  });

  it('[I20] transactions that write at once get places one after the other, in the order of their commits', async () => {
    const own = await freshDatabase();
    try {
      await own.db.query(
        `create table counters (id integer primary key, n integer); insert into counters values (1, 0)`,
      );
      const count = 'update counters set n = n + 1 where id = 1 returning n';
      const act = (at: number) =>
        own.db.transaction(async (tx) => {
          // Some lock a row before they write, some after: no order of locks makes them wait for each other for ever.
          if (at % 4 === 0) await tx.query(count);
          await writeAudit(tx, entry(at));
          await writeAudit(tx, { ...entry(at), act: 'thử:lại' });
          if (at % 4 === 1) await tx.query(count);
        });
      await Promise.all(Array.from({ length: 60 }, (_, at) => act(at)));
      expect(await checkTrail(own.db)).toMatchObject({ entries: 120, findings: [] });
    } finally {
      await own.close();
    }
  });

  it('[I20] entries that were written before there was a chain are chained by the migration, in their order', async () => {
    const old = await freshDatabase();
    try {
      const before = readMigrations().filter(({ name }) => name < '0025');
      await old.db.transaction(async (tx) => {
        await dropInstallation(tx);
        await makeTablesOf(tx, new Set(before.map(({ name }) => name)));
      });
      for (let at = 1; at <= 7; at++) await writeAudit(old.db, entry(at));
      await migrate(old.db);
      await writeAudit(old.db, entry(8));
      expect(await checkTrail(old.db)).toMatchObject({ entries: 8, findings: [] });
    } finally {
      await old.close();
    }
  });
});
