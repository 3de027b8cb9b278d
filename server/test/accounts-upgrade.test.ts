import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OwnAccount, PasskeyBegun } from '@hoithi/shared/contract/accounts';
import { afterEach, describe, expect, it } from 'vitest';
import { joinOrganizer } from '../../scripts/join-organizer.mjs';
import { type ServerProcess, startServer } from '../../scripts/server-process.mjs';
import { startRedis } from '../../scripts/test-servers.mjs';
import { entryForOrganizers } from '../src/accounts/first-account.ts';
import { migrate, readMigrations } from '../src/platform/db/migrate.ts';
import { openPostgres } from '../src/platform/db/postgres.ts';
import { programPath } from '../src/platform/programs.ts';
import { readContestantSession, readStaffSession } from '../src/web/sessions-sql.ts';
import { freshDatabase } from './fresh-database.ts';
import { must } from './scripted-contestant.ts';
import { openBrowser, proofOf } from './scripted-staff.ts';

const before = '0022';
const hashOf = async (token: string) => (await import('../src/web/sessions-sql.ts')).hashOf(token);

describe('a server from before accounts', { timeout: 120_000 }, () => {
  const undo: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  /** A database with the migrations of the version before, and nothing in it. */
  async function oldDatabase(): Promise<{ db: Awaited<ReturnType<typeof openPostgres>>; url: string }> {
    const folder = await mkdtemp(join(tmpdir(), 'hoithi-old-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    const own = programPath('server/src/platform/db/migrations');
    for (const { name } of readMigrations()) if (name < before) await copyFile(join(own, name), join(folder, name));
    const admin = await freshDatabase();
    undo.push(() => admin.close());
    const name = `old_${randomUUID().replaceAll('-', '')}`;
    await admin.db.query(`create database ${name}`);
    const url = new URL(admin.url);
    url.pathname = `/${name}`;
    const db = await openPostgres(url.href);
    undo.push(async () => {
      await db.close();
      await admin.db.query(`drop database if exists ${name} with (force)`);
    });
    await migrate(db, folder);
    return { db, url: url.href };
  }

  it('[I4] [O3] organizers have to make accounts: their sessions are gone, links and everybody else stay; then two processes serve', async () => {
    const { db, url } = await oldDatabase();
    const [contest, person, nowMs] = [randomUUID(), randomUUID(), Date.now()];
    await db.query(
      `insert into contests (id, slug, preset_id, demo, made_at_ms) values ($1, 'cu', 'hue-s-2024', false, 1)`,
      [contest],
    );
    await db.query('insert into people (id, phone, simulated, made_at_ms) values ($1, $2, false, 1)', [
      person,
      '+84912345678',
    ]);
    const session = async (token: string, row: object) =>
      db.query(
        `insert into sessions (token_hash, kind, person_id, role, contest_id, made_at_ms, expires_at_ms)
         select $1, s.kind, s.person_id, s.role, s.contest_id, 1, $3
         from json_populate_record(null::sessions, $2::json) s`,
        [await hashOf(token), JSON.stringify(row), nowMs + 1e9],
      );
    await session('chief', { kind: 'staff', role: 'organizer' });
    await session('mc', { kind: 'staff', role: 'mc', contest_id: contest });
    await session('person', { kind: 'contestant', person_id: person });
    await db.query(
      `insert into staff_links (token_hash, role, contest_id, made_at_ms, expires_at_ms) values ('x', 'mc', $1, 1, $2)`,
      [contest, nowMs + 1e9],
    );

    await migrate(db);
    expect(await readStaffSession(db, 'chief', nowMs)).toBeNull();
    expect(await readStaffSession(db, 'mc', nowMs)).toMatchObject({
      accountId: null,
      grants: [{ role: 'mc', contestId: contest }],
    });
    expect(await readContestantSession(db, 'person', nowMs)).toEqual({ kind: 'contestant', personId: person });
    expect(await db.query('select 1 from staff_links where revoked_at_ms is null')).toHaveLength(1);
    expect(await entryForOrganizers(db, nowMs)).toMatchObject({ first: true });

    // A contest without rules is none that a server serves.
    await db.query('delete from sessions where contest_id is not null');
    await db.query('delete from staff_links');
    await db.query('delete from contests');
    await serveByTwo(url);
  });

  /** Each request may reach another process: what a sign-in remembers is in the database. */
  async function serveByTwo(url: string): Promise<void> {
    const redis = await startRedis();
    undo.push(() => redis.stop());
    const folder = await mkdtemp(join(tmpdir(), 'hoithi-two-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    const start = async (): Promise<ServerProcess> => {
      const flags = ['--empty', '--processes', '2'];
      const server = await startServer({ DATABASE_URL: url, REDIS_URL: redis.url, DATA_DIR: folder }, flags);
      undo.push(() => server.kill('SIGTERM'));
      return server;
    };
    const first = await start();
    expect(first.organizerPath).toMatch(/^\/to-chuc\/vao#/);
    expect(first.output()).toContain('Lập tài khoản đầu tiên');
    const joined = await joinOrganizer(first.url, first.organizerPath);
    for (let turn = 0; turn < 6; turn++) {
      const browser = openBrowser(first, joined.cookie);
      expect(await must(browser.get<OwnAccount>('/api/account'))).toMatchObject({ login: 'truong-ban' });
      const { challengeId } = await must(browser.post<PasskeyBegun>('/api/staff/passkey'));
      expect(challengeId).not.toBe('');
    }
    const clock = { nowMs: () => Date.now() };
    const holder = { ...joined, recoveryCodes: [...joined.recoveryCodes] };
    const proof = await proofOf(holder, clock, 1);
    expect(await openBrowser(first).post('/api/staff/sign-in', proof)).toMatchObject({ ok: true });
    expect(await openBrowser(first).post('/api/staff/sign-in', proof)).toMatchObject({
      refusal: { code: 'proof_wrong' },
    });
    await first.kill('SIGTERM');
    const second = await start();
    expect(second.organizerPath).toBe('/to-chuc');
    expect(second.output()).toContain('Ban Tổ chức đăng nhập');
    expect(await must(openBrowser(second, joined.cookie).get<OwnAccount>('/api/account'))).toMatchObject({
      login: 'truong-ban',
    });
  }
});
