import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Grant } from '@hoithi/shared/contract/staff';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount, openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { openBrowser } from '../../test/scripted-staff.ts';
import { route } from './route.ts';
import { serveRoutes } from './serve-routes.ts';

const page = Buffer.alloc(65_536, 'a');
/** More than any connection carries unread. */
const endless = () =>
  Readable.from(
    (function* () {
      for (;;) yield page;
    })(),
  );

describe('downloads of staff that take long', () => {
  let test: TestApp;
  let server: Server;
  let keeper: ReturnType<typeof openBrowser>;
  beforeAll(async () => {
    test = await openTestApp();
    const whole = route({ method: 'get', path: '/whole', title: 'Endless', may: 'audit:read' }, () => ({
      file: endless(),
      mediaType: 'text/csv',
    }));
    server = createServer(express().use(serveRoutes(test.app, [whole])));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const chief = await openAccount(test, [{ role: 'organizer', contestId: null, unitCode: null }]);
    keeper = openBrowser(test, `hoithi_staff=${chief.session.token}`);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    await test.close();
  });

  /** Reads the beginning; `ended` once the server has cut the rest off. */
  async function download(token: string): Promise<{ begun: boolean; ended: Promise<string> }> {
    const { port } = server.address() as AddressInfo;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { port, host: '127.0.0.1', path: '/whole', headers: { cookie: `hoithi_staff=${token}` } };
      get(options, resolve).on('error', reject);
    });
    const ended = new Promise<string>((resolve) => {
      response.once('error', (fault: NodeJS.ErrnoException) => resolve(fault.code ?? ''));
      response.once('end', () => resolve('whole'));
    });
    const begun = await new Promise<boolean>((resolve) => void response.once('data', () => resolve(true)));
    response.resume();
    return { begun, ended };
  }
  const secretary: Grant = { role: 'secretary', contestId: null, unitCode: null };

  it('[I6a] it ends when the role is taken away, when the account is removed, and when the session is ended', async () => {
    const ends: ((accountId: string, token: string) => Promise<unknown>)[] = [
      (id) => keeper.post(`/api/accounts/${id}/roles`, { grants: [{ ...secretary, role: 'operator' }] }),
      (id) => keeper.post(`/api/accounts/${id}/remove`),
      (_id, token) => openBrowser(test, `hoithi_staff=${token}`).post('/api/sign-out', {}),
    ];
    for (const end of ends) {
      const { accountId, session } = await openAccount(test, [secretary]);
      const { begun, ended } = await download(session.token);
      expect(begun).toBe(true);
      await end(accountId, session.token);
      expect(await ended).toBe('ECONNRESET');
    }
  });

  it('[I6a] it ends when the role holds in fewer contests than before, and goes on when others change', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const { accountId, session } = await openAccount(test, [secretary]);
    const { ended } = await download(session.token);
    const other = await openAccount(test, [secretary]);
    await keeper.post(`/api/accounts/${other.accountId}/remove`);
    expect(await Promise.race([ended, keeper.get('/api/accounts').then(() => 'goes on')])).toBe('goes on');
    await keeper.post(`/api/accounts/${accountId}/roles`, {
      grants: [{ ...secretary, contestId: contest.contestId }],
    });
    expect(await ended).toBe('ECONNRESET');
  });

  it('[I6a] it ends with the link that opened the session', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const { contestId } = contest;
    const { token } = await openStaff(test, { role: 'organizer', contestId });
    const { ended } = await download(token);
    await test.db.query('delete from sessions where contest_id = $1', [contestId]);
    test.app.bus.publish('link:closed', { linkHash: 'x' });
    expect(await ended).toBe('ECONNRESET');
  });
});
