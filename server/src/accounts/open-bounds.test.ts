import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount, openOrganization } from '../../test/open-staff.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { must } from '../../test/scripted-contestant.ts';
import { type Browser, openBrowser } from '../../test/scripted-staff.ts';
import { challengesMax, insertChallenge } from './challenges-sql.ts';
import { inviteFirst } from './first-account.ts';
import { openInvitationsMax } from './invitations-sql.ts';

const organizer = { role: 'organizer', contestId: null, unitCode: null } as const;

describe('what is begun and left open', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  const fill = (from: string, count: number) =>
    test.db.query(
      `insert into staff_challenges (id, kind, made_from, detail, made_at_ms)
       select $1 || n, 'passkey', $1, '{}', $2::bigint - 100000 + n from generate_series(1, $3::int) n`,
      [from, test.clock.nowMs(), count],
    );
  const begin = (from: string) =>
    insertChallenge(test.db, { id: randomUUID(), kind: 'passkey', from, detail: {} }, test.clock.nowMs());
  const idsOf = async (from: string) =>
    (
      await test.db.query<{ id: string }>('select id from staff_challenges where made_from = $1 order by made_at_ms', [
        from,
      ])
    ).map(({ id }) => id);
  const count = async () =>
    (await test.db.query<{ n: number }>('select count(*)::int as n from staff_challenges'))[0]?.n ?? 0;

  it('[I17] from one address 200 sign-ins are open, and the oldest go first; others keep theirs', async () => {
    await fill('hall', challengesMax.from + 30);
    await begin('other');
    await begin('hall');
    const left = await idsOf('hall');
    expect(left).toHaveLength(challengesMax.from);
    expect(left[0]).toBe('hall32');
    expect(await idsOf('other')).toHaveLength(1);
  });

  it('[I17] 20,000 from as many addresses end at 10,000, the oldest first', async () => {
    await test.db.query('delete from staff_challenges');
    await test.db.query(
      `insert into staff_challenges (id, kind, made_from, detail, made_at_ms)
       select 'n' || n, 'passkey', 'a' || n, '{}', $1::bigint - 100000 + n from generate_series(1, 20000) n`,
      [test.clock.nowMs()],
    );
    for (let n = 0; n < 50; n++) await begin(`new${n}`);
    expect(await count()).toBeLessThanOrEqual(challengesMax.all + 50);
    expect(await idsOf('a1')).toEqual([]);
    expect(await idsOf('a20000')).toHaveLength(1);
  });

  it('[I17] the address stands there as a hash alone', async () => {
    const { challengeId } = await must(openBrowser(test).post<{ challengeId: string }>('/api/staff/passkey'));
    const [row] = await test.db.query<{ made_from: string }>('select made_from from staff_challenges where id = $1', [
      challengeId,
    ]);
    expect(row?.made_from).toMatch(/^[\w-]{43}$/);
  });

  const open = async (organizationId: string | null): Promise<Browser> =>
    openBrowser(test, `hoithi_staff=${(await openAccount(test, [organizer], organizationId)).session.token}`);
  const invite = (browser: Browser) =>
    browser.post<{ id: string }>('/api/accounts/invite', { name: 'Lan', function: '', grants: [organizer] });

  it('[I17] an organization with 500 open invitations makes no more, also of several at one instant; another does', async () => {
    const [organizationId, other] = [await openOrganization(test, 'Một'), await openOrganization(test, 'Hai')];
    const [one, two, strange] = [await open(organizationId), await open(organizationId), await open(other)];
    await test.db.query(
      `insert into invitations (token_hash, id, organization_id, name, function, roles, made_by, made_at_ms, expires_at_ms)
       select gen_random_uuid(), gen_random_uuid(), $1, '', '', '[]', 'test', 1, $2::bigint + 60000 from generate_series(1, $3::int)`,
      [organizationId, test.clock.nowMs(), openInvitationsMax - 1],
    );
    const made = await Promise.all([invite(one), invite(two)]);
    expect(made.filter(({ ok }) => ok)).toHaveLength(1);
    const full = { ok: false, refusal: { code: 'too_many_invitations', max: openInvitationsMax } };
    expect(made).toContainEqual(full);
    expect(await invite(one)).toEqual(full);
    expect(await invite(strange)).toMatchObject({ ok: true });
    const id = made.flatMap((each) => (each.ok ? [each.value.id] : []))[0];
    await must(one.post(`/api/accounts/invitations/${id}/revoke`));
    expect(await invite(two)).toMatchObject({ ok: true });
    test.clock.advance(61_000);
    expect(await invite(two)).toMatchObject({ ok: true });
  });

  it('[I17] a server that starts again and again leaves the links of its last twenty starts', async () => {
    for (let n = 0; n < 23; n++) await inviteFirst(test.db, test.clock.nowMs() + n);
    const left = await test.db.query(
      `select 1 from invitations where made_by = 'server' and used_at_ms is null and revoked_at_ms is null`,
    );
    expect(left).toHaveLength(20);
  });
});
