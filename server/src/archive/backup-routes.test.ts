import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StaffRole } from '@hoithi/shared/contract/staff';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { readLastBackup } from './archive-sql.ts';
import { checkArchive } from './read-archive.ts';

describe('the backup route', () => {
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
  async function post(role: StaffRole | null, scope: string | null = null): Promise<Response> {
    const cookie =
      role === null
        ? ''
        : `hoithi_staff=${(await openStaff(test, { role, contestId: scope, unitCode: role === 'unit-leader' ? '436' : null })).token}`;
    return fetch(`${test.url}/api/organizer/backup`, { method: 'POST', headers: { cookie } });
  }

  it('[B5] the organizer of the installation downloads the whole of it; the backup is recorded and in the audit trail', async () => {
    const response = await post('organizer');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="?hoithi-[0-9T-]+\.backup"?$/);
    expect(response.headers.get('cache-control')).toContain('no-store');
    const path = join(folder, 'installation.backup');
    await writeFile(path, Buffer.from(await response.arrayBuffer()));
    const { end } = await checkArchive(path, 'installation');
    await expect.poll(async () => (await readLastBackup(test.db))?.ledger_hash).toBe(end.ledgerHash);
    const entries = await test.db.query<{ actor: string }>(`select actor from audit where act = 'archive:backup'`);
    expect(entries).toHaveLength(1);
    expect(entries[0]?.actor).toMatch(/^account:/);
  });

  it('[B5] other roles and organizers of one contest are refused, and the refusal is in the audit trail', async () => {
    expect((await post(null)).status).toBe(401);
    for (const [role, scope] of [
      ['organizer', contestId],
      ['mc', contestId],
      ['unit-leader', contestId],
    ] as const) {
      const response = await post(role, scope);
      expect([role, response.status]).toEqual([role, 403]);
    }
    const refusals = `select 1 from audit where act = 'access:refused' and object = 'backup' and contest_id = $1`;
    expect(await test.db.query(refusals, [contestId])).toHaveLength(3);
  });
});
