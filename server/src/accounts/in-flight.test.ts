import type { Result } from '@hoithi/shared/contract/result';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccount } from '../../test/open-staff.ts';
import { openTestApp, type TestApp } from '../../test/open-test-app.ts';
import { must } from '../../test/scripted-contestant.ts';
import { joinByPassword, openBrowser, type PasswordHolder, proofOf } from '../../test/scripted-staff.ts';
import { readStaffSession } from '../web/sessions-sql.ts';
import { hashPassword } from './hash-password.ts';
import { insertInvitation } from './invitations-sql.ts';
import { openProved } from './open-proved.ts';
import { addMeans, type Holder, renewRecoveryCodes } from './own-account.ts';
import { type Proved, proveWho } from './prove.ts';
import { type Keeper, removeAccount, resetAccount } from './staff-accounts.ts';

const place = { origin: 'http://127.0.0.1', rpId: '127.0.0.1', from: '' };
const organizer = { role: 'organizer', contestId: null, unitCode: null } as const;

/** What was begun before an account was removed, reset or changed, and ends after it. */
describe('signing in while the account changes', () => {
  let test: TestApp;
  let keeper: Keeper;
  let holder: PasswordHolder;
  let accountId: string;
  beforeAll(async () => {
    test = await openTestApp();
    const { accountId: id, session } = await openAccount(test, [organizer]);
    const own = await readStaffSession(test.db, session.token, test.clock.nowMs());
    if (!own) throw new Error('the session was just opened');
    keeper = { ...own, accountId: id, contestIds: null };
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    const { organizationId } = keeper;
    const of = { organizationId, accountId: null, name: '', function: '', grants: [organizer], madeBy: 'cli' };
    const invitation = { ...of, expiresAtMs: test.clock.nowMs() + 60_000 };
    const { token } = await insertInvitation(test.db, invitation, test.clock.nowMs());
    holder = await joinByPassword(test, openBrowser(test), token);
    const [row] = await test.db.query<{ id: string }>('select id from accounts where login = $1', [holder.login]);
    accountId = row?.id ?? '';
    // As an older version stored it: quick.
    const hash = await hashPassword(holder.password, 8);
    await test.db.query('update accounts set password_hash = $2, totp_step = 0 where id = $1', [accountId, hash]);
  });

  const sessionsOf = async () =>
    (await test.db.query('select 1 from sessions where account_id = $1', [accountId])).length;
  const open = (proved: Result<Proved>) => {
    if (!proved.ok) throw new Error(proved.refusal.code);
    return openProved(test.app, proved.value, { device: '', provedAtMs: test.clock.nowMs() });
  };
  const byPassword = async () => proveWho(test.app, await proofOf(holder, test.clock), place);
  const byRecovery = () =>
    proveWho(test.app, { kind: 'recovery', login: holder.login, recoveryCode: holder.recoveryCodes[0] ?? '' }, place);
  async function useReset(): Promise<void> {
    const reset = await resetAccount(test.app, keeper, accountId);
    if (!reset.ok) throw new Error(reset.refusal.code);
    await joinByPassword(test, openBrowser(test), reset.value.path.replace(/.*#/, ''), holder.login);
  }
  const wrong = { ok: false, refusal: { code: 'proof_wrong' } };

  it('[I16] a password or a recovery code that was right before the account was removed opens nothing', async () => {
    const proved = [await byPassword(), await byRecovery()];
    expect(await removeAccount(test.app, keeper, accountId)).toMatchObject({ ok: true });
    for (const each of proved) expect(await open(each)).toMatchObject(wrong);
    expect(await sessionsOf()).toBe(0);
  });

  it('[I16] nor one that was right before the account was reset, or the codes made anew', async () => {
    const proved = [await byPassword(), await byRecovery()];
    await useReset();
    for (const each of proved) expect(await open(each)).toMatchObject(wrong);
    expect(await sessionsOf()).toBe(1);
  });

  it('[I16] what nothing has happened to opens a session, several times', async () => {
    const [one, two] = [await byPassword(), await byRecovery()];
    expect([await open(one), await open(two)]).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it('[I16] of a sign-in and a removal or reset at the same instant no old session is left, whichever is first', async () => {
    const proved = [await byPassword(), await byRecovery()];
    await Promise.all([useReset(), ...proved.map(open)]);
    expect(await sessionsOf()).toBe(1);
    const more = await proveWho(test.app, await proofOf(holder, test.clock), place);
    expect(more).toMatchObject({ ok: false });
  });

  it('[I16] whoever still has a session adds no way to sign in, and takes no codes, once it was ended by a reset', async () => {
    const browser = openBrowser(test);
    test.clock.advance(30_000);
    await must(browser.post('/api/staff/sign-in', await proofOf(holder, test.clock)));
    const session = await readStaffSession(test.db, browser.cookie.replace(/.*=/, ''), test.clock.nowMs());
    if (!session) throw new Error('it was just opened');
    const own: Holder = { ...session, accountId };
    await useReset();
    const ended = { ok: false, refusal: { code: 'not_signed_in' } };
    expect(await renewRecoveryCodes(test.app, own)).toMatchObject(ended);
    const begun = {
      kind: 'passkey',
      challengeId: 'x',
      credential: { id: 'x', type: 'public-key' },
      label: '',
    } as const;
    expect((await addMeans(test.app, own, begun, place)).ok).toBe(false);
  });

  it('[I1] of an invitation that is accepted and closed at the same instant one comes first, and the other is refused', async () => {
    const admin = openBrowser(test, `hoithi_staff=${(await openAccount(test, [organizer])).session.token}`);
    for (let turn = 0; turn < 3; turn++) {
      const invite = { name: 'Lan', function: '', grants: [organizer] };
      const { id, path } = await must(admin.post<{ id: string; path: string }>('/api/accounts/invite', invite));
      const [joined, closed] = await Promise.all([
        joinByPassword(test, openBrowser(test), path.replace(/.*#/, '')).then(
          () => true,
          () => false,
        ),
        admin.post(`/api/accounts/invitations/${id}/revoke`),
      ]);
      expect(joined).not.toBe(closed.ok);
    }
  });
});
