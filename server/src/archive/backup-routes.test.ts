import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { openSession, type StaffRole } from '../web/sessions-sql.ts';
import { readLastBackup } from './backups-sql.ts';
import { checkArchive } from './read-archive.ts';

describe('the door of the backup', () => {
  let test: TestApp;
  let folder: string;
  let contestId: string;
  beforeAll(async () => {
    test = await openTestApp();
    contestId = (await makeContest(test.app, testRules())).contest.contestId;
    folder = await mkdtemp(join(tmpdir(), 'hoithi-backup-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await test.close();
  });
  async function ask(role: StaffRole | null, scope: string | null = null): Promise<Response> {
    const session = { kind: 'staff', role: role ?? 'mc', contestId: scope, unitCode: null, actor: '' } as const;
    const cookie =
      role === null ? '' : `hoithi_staff=${(await openSession(test.db, session, test.clock.nowMs())).token}`;
    return fetch(`${test.url}/api/organizer/backup`, { method: 'POST', headers: { cookie } });
  }

  it('[B5] the organizer of the house gets the whole house as a file, remembered and in the audit', async () => {
    const response = await ask('organizer');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="?hoithi-[0-9T-]+\.backup"?$/);
    expect(response.headers.get('cache-control')).toContain('no-store');
    const path = join(folder, 'house.backup');
    await writeFile(path, Buffer.from(await response.arrayBuffer()));
    const { end } = await checkArchive(path, 'installation');
    await expect.poll(async () => (await readLastBackup(test.db))?.ledger_hash).toBe(end.ledgerHash);
    const lines = await test.db.query<{ actor: string }>(`select actor from audit where act = 'archive:backup'`);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.actor).toMatch(/^organizer/);
  });

  it('[B5] nobody else gets it: other roles and organizers of one contest are refused, and that is in the audit', async () => {
    expect((await ask(null)).status).toBe(401);
    for (const [role, scope] of [
      ['organizer', contestId],
      ['mc', contestId],
      ['unit-leader', contestId],
    ] as const) {
      const response = await ask(role, scope);
      expect([role, response.status]).toEqual([role, 403]);
    }
    const refusals = `select 1 from audit where act = 'access:refused' and object = 'backup' and contest_id = $1`;
    expect(await test.db.query(refusals, [contestId])).toHaveLength(3);
  });
});
