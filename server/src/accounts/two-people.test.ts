import { accept } from '@hoithi/shared/contract/result';
import type { Grant } from '@hoithi/shared/contract/staff';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccount, openOrganization } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { refusingTransaction } from '../platform/db/refusing-transaction.ts';
import { readStaffSession } from '../web/sessions-sql.ts';
import { dropMeans } from './means-sql.ts';
import { removeAccount } from './staff-accounts.ts';
import {
  type ActForTwo,
  type Confirmer,
  confirmFirst,
  confirmSecond,
  hashForTwo,
  pendingLastsMs,
  readPendingActs,
  withdrawPending,
} from './two-people.ts';

describe('acts that two people confirm', () => {
  let test: TestApp;
  let of: ActForTwo;
  let first: Confirmer;
  let second: Confirmer;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    const { contest, round } = await makeContest(test.app, testRules());
    const { contestId } = contest;
    const object = `round ${round.roundId}`;
    of = { act: 'result:finalize', object, contestId, may: 'round:publish', subject: { places: [1, 2] } };
    first = await openConfirmer([{ role: 'organizer', contestId, unitCode: null }]);
    second = await openConfirmer([{ role: 'organizer', contestId: null, unitCode: null }]);
  });

  async function openConfirmer(grants: readonly Grant[], organizationId: string | null = null): Promise<Confirmer> {
    const { session } = await openAccount(test, grants, organizationId);
    const found = await readStaffSession(test.db, session.token, test.clock.nowMs());
    if (!found) throw new Error('the session was just opened');
    return found;
  }
  const begin = (by: Confirmer, what = of) =>
    refusingTransaction(test.db, (tx) => confirmFirst(tx, test.app, by, what, { hash: hashForTwo(what) }));
  const end = (by: Confirmer, pendingId: string, what = of, hash = hashForTwo(of)) =>
    refusingTransaction(test.db, (tx) => confirmSecond(tx, test.app, by, what, { pendingId, hash }));
  const refused = (code: string) => ({ ok: false, refusal: { code } });
  async function begun(): Promise<string> {
    const made = await begin(first);
    if (!made.ok) throw new Error(made.refusal.code);
    return made.value.id;
  }

  it('[I60] [I62] the first confirmation waits, the second ends it, and the trail has both by name', async () => {
    const id = await begun();
    expect(await readPendingActs(test.db, test.app, second, of)).toMatchObject([
      { id, isOwn: false, first: { accountId: first.accountId, name: 'Trần Thị Thử' } },
    ]);
    expect(await end(second, id)).toEqual(
      accept({
        ...{ id, hash: hashForTwo(of) },
        first: { accountId: first.accountId, name: 'Trần Thị Thử' },
        second: { accountId: second.accountId, name: 'Trần Thị Thử' },
      }),
    );
    expect(await readPendingActs(test.db, test.app, second, of)).toEqual([]);
    const trail = await test.db.query(
      `select actor, act, detail from audit where act like 'two-people:%' and contest_id = $1 order by id`,
      [of.contestId],
    );
    expect(trail).toMatchObject([
      { actor: first.actor, act: 'two-people:first', detail: { act: 'result:finalize' } },
      { actor: second.actor, act: 'two-people:second', detail: { first: first.actor, second: second.actor } },
    ]);
    await expect(test.db.query('delete from acts_for_two')).rejects.toThrow();
    await expect(test.db.query("update acts_for_two_ends set ended_as = 'withdrawn'")).rejects.toThrow();
  });

  it('[I60] one person is not two: neither the same account, nor a second session of it, nor a link', async () => {
    const id = await begun();
    expect(await end(first, id)).toMatchObject(refused('another_person'));
    expect(await begin(second)).toMatchObject(refused('pending_open'));
    expect(await end({ ...second, accountId: null }, id)).toMatchObject(refused('not_allowed'));
  });

  it('[I60] each needs the role there, in the organization, and a fresh proof', async () => {
    const id = await begun();
    const inspector = await openConfirmer([{ role: 'inspector', contestId: null, unitCode: null }]);
    const { contest } = await makeContest(test.app, testRules());
    const elsewhere = await openConfirmer([{ role: 'organizer', contestId: contest.contestId, unitCode: null }]);
    const strange = await openOrganization(test, 'Khác');
    const stranger = await openConfirmer([{ role: 'organizer', contestId: null, unitCode: null }], strange);
    for (const by of [inspector, elsewhere, stranger, { ...stranger, organizationId: second.organizationId }]) {
      expect(await begin(by)).toMatchObject(refused('not_allowed'));
      expect(await end(by, id)).toMatchObject(refused('not_allowed'));
    }
    test.clock.advance(10 * 60_000 + 1);
    expect(await end(second, id)).toMatchObject(refused('prove_again'));
    expect(await begin(second, { ...of, object: 'other' })).toMatchObject(refused('prove_again'));
    await test.db.query('update sessions set proved_at_ms = $2 where id = $1', [second.id, test.clock.nowMs()]);
    expect(await end(second, id)).toMatchObject({ ok: true });
  });

  it('[I61] what has changed since is not confirmed, and what was shown to nobody neither', async () => {
    const id = await begun();
    const changed = { ...of, subject: { places: [2, 1] } };
    expect(await end(second, id, changed)).toMatchObject(refused('confirmed_other'));
    expect(await end(second, id, changed, hashForTwo(changed))).toMatchObject(refused('confirmed_other'));
    expect(await end(second, id, { ...of, object: 'round other' })).toMatchObject(refused('pending_over'));
    const made = await begin(second, changed);
    expect(made).toMatchObject({ ok: true });
    expect(await end(first, id)).toMatchObject(refused('pending_over'));
    expect(await readPendingActs(test.db, test.app, first, of)).toHaveLength(1);
  });

  it('[I61] of several people at the same instant one confirms, once', async () => {
    const begins = await Promise.all([begin(first), begin(second)]);
    const made = begins.flatMap((each) => (each.ok ? [each.value] : []));
    expect(made).toHaveLength(1);
    expect(begins).toContainEqual(refused('pending_open'));
    const third = await openConfirmer([{ role: 'organizer', contestId: null, unitCode: null }]);
    const fourth = await openConfirmer([{ role: 'organizer', contestId: null, unitCode: null }]);
    const ends = await Promise.all([third, fourth].map((by) => end(by, made[0]?.id ?? '')));
    expect(ends.filter(({ ok }) => ok)).toHaveLength(1);
    expect(ends).toContainEqual(refused('pending_over'));
  });

  it('[I60] it is withdrawn by somebody with the role, and runs out after three days', async () => {
    const taken = (by: Confirmer, id: string) =>
      refusingTransaction(test.db, (tx) => withdrawPending(tx, test.app, by, of, id));
    const inspector = await openConfirmer([{ role: 'inspector', contestId: null, unitCode: null }]);
    const one = await begun();
    expect(await taken(inspector, one)).toMatchObject(refused('not_allowed'));
    expect(await taken(second, one)).toMatchObject({ ok: true });
    expect(await taken(first, one)).toMatchObject(refused('pending_over'));
    expect(await end(second, one)).toMatchObject(refused('pending_over'));
    const two = await begun();
    test.clock.advance(pendingLastsMs);
    await test.db.query('update sessions set proved_at_ms = $1', [test.clock.nowMs()]);
    expect(await end(second, two)).toMatchObject(refused('pending_over'));
    expect(await begin(second)).toMatchObject({ ok: true });
  });

  it('[I61] the first confirmation ends with a reset of its account', async () => {
    const id = await begun();
    await test.db.transaction((tx) => dropMeans(tx, first.accountId ?? ''));
    expect(await readPendingActs(test.db, test.app, second, of)).toEqual([]);
    expect(await end(second, id)).toMatchObject(refused('pending_over'));
    expect(await begin(second)).toMatchObject({ ok: true });
  });

  it('[I61] the first confirmation is worth nothing once its account was removed or lost the role', async () => {
    const id = await begun();
    const keeper = { ...second, accountId: second.accountId ?? '', contestIds: null, grants: [] };
    const [removed, ended] = await Promise.all([
      removeAccount(test.app, keeper, first.accountId ?? ''),
      end(second, id),
    ]);
    expect(removed.ok).toBe(true);
    if (!ended.ok) expect(ended).toMatchObject(refused('pending_over'));
    expect(await begin(first)).toMatchObject(refused('not_signed_in'));
    const other = await openConfirmer([{ role: 'organizer', contestId: null, unitCode: null }]);
    const again = await begin(other, { ...of, object: 'round again' });
    await test.db.query('update account_roles set ended_at_ms = 1 where account_id = $1', [other.accountId]);
    const pendingId = again.ok ? again.value.id : '';
    const what = { ...of, object: 'round again' };
    expect(await end(second, pendingId, what, hashForTwo(what))).toMatchObject(refused('pending_over'));
  });
});
