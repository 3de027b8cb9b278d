import { staffRoles } from '@hoithi/shared/contract/staff';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOrganization } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must } from '../../test/scripted-contestant.ts';
import { joinByPassword, joinFirst, openBrowser, type PasswordHolder } from '../../test/scripted-staff.ts';
import { type Out, printTo, runCommand } from './run-command.ts';
import { staffCommand } from './staff-command.ts';
import { usage, words } from './words.ts';

describe('npm run staff', () => {
  let test: TestApp;
  let holder: PasswordHolder;
  beforeAll(async () => {
    test = await openTestApp();
    test.clock.advance(Date.now() - test.clock.nowMs());
    holder = (await joinFirst(test)).holder;
  });
  afterAll(() => test.close());

  async function run(...argv: string[]) {
    let text = '';
    const out: Out = printTo({ write: (part) => (text += part) });
    const env = { DATABASE_URL: test.databaseUrl, PUBLIC_URL: 'https://thi.example.vn' };
    const code = await runCommand(argv, env, staffCommand, out, out);
    return { code, text, token: /https:\/\/thi\.example\.vn\/to-chuc\/vao#([\w-]+)/.exec(text)?.[1] ?? '' };
  }
  const trail = (act: string) =>
    test.db.query<{ actor: string; detail: object }>(
      'select actor, detail from audit where act = $1 order by id desc',
      [act],
    );

  it('[I15] invites somebody with a role of the whole organization or of one contest, and the trail names cli', async () => {
    const invited = await run('invite', '--name', 'Lê Văn Minh', '--function', 'Thư ký');
    expect(invited.code).toBe(0);
    expect(invited.text).toContain('trong 7 ngày');
    const browser = openBrowser(test);
    await joinByPassword(test, browser, invited.token);
    expect(await must(browser.get('/api/account'))).toMatchObject({ grants: [{ role: 'organizer', contestId: null }] });
    expect(await trail('account:invite')).toMatchObject([{ actor: 'cli', detail: { roles: [{ role: 'organizer' }] } }]);
    const { contest } = await makeContest(test.app, testRules());
    const leader = await run(
      'invite',
      '--name',
      'Lan',
      '--role',
      'unit-leader',
      '--contest',
      contest.slug,
      '--unit',
      '436',
    );
    expect(await openBrowser(test).post('/api/staff/invitation', { token: leader.token })).toMatchObject({
      value: { name: 'Lan', grants: [{ role: 'unit-leader', contestId: contest.contestId, unitCode: '436' }] },
    });
  });

  it('[I15] a reset gives whoever is locked out the account back, once', async () => {
    const first = await run('reset', holder.login.toUpperCase());
    const second = await run('reset', holder.login);
    const read = (token: string) => openBrowser(test).post('/api/staff/invitation', { token });
    expect(await read(first.token)).toMatchObject({ refusal: { code: 'link_used' } });
    const browser = openBrowser(test);
    await joinByPassword(test, browser, second.token);
    expect(await must(browser.get('/api/account'))).toMatchObject({ login: holder.login });
    expect(await read(second.token)).toMatchObject({ refusal: { code: 'link_used' } });
    expect((await trail('account:reset')).every(({ actor }) => actor === 'cli')).toBe(true);
  });

  it('[I15] lists accounts with roles and last use, and open invitations without their secrets', async () => {
    const { token } = await run('invite', '--name', 'Phạm Thị Dung', '--role', 'judge');
    const { code, text } = await run('list');
    expect(code).toBe(0);
    expect(text).toContain(holder.login);
    expect(text).toMatch(/Phạm Thị Dung {2}judge/);
    expect(text).not.toContain(token);
  });

  it('[I15] what is not there, and what cannot be read, is said in words', async () => {
    expect(await run('reset', 'khong-co')).toMatchObject({
      code: 1,
      text: expect.stringContaining(words.notFound('khong-co')[0]),
    });
    expect(await run('invite', '--name', 'Lan', '--role', 'chief')).toMatchObject({
      code: 1,
      text: expect.stringContaining('organizer'),
    });
    const unknown = await run('invite', '--name', 'Lan', '--role', 'mc', '--contest', 'khong-co');
    expect(unknown).toMatchObject({ code: 1, text: expect.stringContaining('khong-co') });
    for (const argv of [
      [],
      ['invite'],
      ['reset'],
      ['remove', 'x'],
      ['list', 'x'],
      ['invite', '--name', 'L', '--role', 'unit-leader'],
      ['invite', '--name', 'L', '--role', 'unit-leader', '--unit', '436'],
      ['invite', '--name', 'L', '--role', 'unit-leader', '--contest', 'c'],
      ['invite', '--name', 'L', '--role', 'judge', '--unit', '436'],
      ['invite', '--name', 'L', '--unit', '436', '--contest', 'c'],
      ['invite', '--name', ' '],
      ['invite', '--name', 'L'.repeat(81)],
      ['invite', '--name', 'L', '--function', 'F'.repeat(121)],
      ['invite', '--name', 'L', '--nothing'],
      ['invite', 'x', '--name', 'L'],
      ['list', '--role', 'mc'],
      ['reset', 'x', '--name', 'L'],
      ['reset', 'x', 'y'],
    ])
      expect(await run(...argv)).toMatchObject({ code: 1, text: `${usage[0]}\n${usage[1]}\n` });
  });

  it('[I15] each role is invited with every combination of its flags; a unit and a contest that are not there are named', async () => {
    const { contest } = await makeContest(test.app, testRules());
    for (const role of staffRoles.filter((each) => each !== 'unit-leader'))
      for (const place of [[], ['--contest', contest.slug]]) {
        const { code, token } = await run('invite', '--name', 'Lan', '--role', role, '--function', 'Tổ phó', ...place);
        expect(code).toBe(0);
        const contestId = place.length === 0 ? null : contest.contestId;
        expect(await openBrowser(test).post('/api/staff/invitation', { token })).toMatchObject({
          value: { function: 'Tổ phó', grants: [{ role, contestId, unitCode: null }] },
        });
      }
    const leader = ['invite', '--name', 'Lan', '--role', 'unit-leader', '--contest', contest.slug, '--unit'];
    expect(await run(...leader, 'khong-co')).toMatchObject({ code: 1, text: expect.stringContaining('khong-co') });
    expect((await run(...leader, '436')).code).toBe(0);
  });

  it('[I5] [I15] who is invited to a contest of another organization belongs to that one; the list names each', async () => {
    const organizationId = await openOrganization(test, 'Trường Đại học Hồng Đức');
    const { contest } = await makeContest(test.app, testRules(), false, organizationId);
    const { token } = await run('invite', '--name', 'Vũ Minh Anh', '--role', 'judge', '--contest', contest.slug);
    expect(await openBrowser(test).post('/api/staff/invitation', { token })).toMatchObject({
      value: { organization: 'Trường Đại học Hồng Đức' },
    });
    const { text } = await run('list');
    expect(text.indexOf('Trường Đại học Hồng Đức')).toBeGreaterThan(text.indexOf(holder.login));
    expect(text.indexOf('Vũ Minh Anh')).toBeGreaterThan(text.indexOf('Trường Đại học Hồng Đức'));
  });
});
