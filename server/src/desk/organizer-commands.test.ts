import type { OrganizerView } from '@hoithi/shared/contract/organizer';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAccount, openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { type Device, must, say } from '../../test/scripted-contestant.ts';

describe('the organizer namespace', () => {
  let test: TestApp;
  const desks: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(async () => {
    for (const desk of desks) desk.disconnect();
    await test.close();
  });

  async function sitAtDesk(contestId: string | null): Promise<Device> {
    return openDesk((await openStaff(test, { role: 'organizer', contestId })).token);
  }

  async function openDesk(token: string): Promise<Device> {
    const desk = io(`${test.url}/organizer`, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { cookie: `hoithi_staff=${token}` },
    });
    desks.push(desk);
    await new Promise<void>((resolve, reject) => {
      desk.once('connect', resolve);
      desk.once('connect_error', reject);
    });
    return desk as Device;
  }

  it('[I2] [I50] a desk says who is signed in and what the session may do, in each contest and in all', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const other = await makeContest(test.app, testRules());
    const { contestId } = contest;
    const roles = [
      { role: 'secretary' as const, contestId, unitCode: null },
      { role: 'inspector' as const, contestId: null, unitCode: null },
      { role: 'operator' as const, contestId: null, unitCode: null },
    ];
    const desk = await openDesk((await openAccount(test, roles)).session.token);
    const view = await must(say<OrganizerView>(desk, 'view:enter', {}));
    expect(view.account).toEqual({ name: 'Trần Thị Thử' });
    expect(view.may).toEqual(expect.arrayContaining(['units:change', 'audit:read', 'night:read']));
    expect(view.mayEverywhere).toEqual(expect.arrayContaining(['audit:read', 'backup:take']));
    expect(view.mayEverywhere).not.toContain('draft:change');
    const mayIn = (id: string) => view.contests.find((each) => each.contest.contestId === id)?.may ?? [];
    expect(mayIn(contestId)).toEqual(expect.arrayContaining(['units:change', 'units:read']));
    expect(mayIn(other.contest.contestId)).toContain('units:read');
    expect(mayIn(other.contest.contestId)).not.toContain('units:change');
    const byLink = await must(say<OrganizerView>(await sitAtDesk(contestId), 'view:enter', {}));
    expect([byLink.account, byLink.mayEverywhere, byLink.contests.length]).toEqual([null, [], 1]);
  });

  it('[O2] an organizer of one contest sees and moves that contest alone', async () => {
    const own = await makeContest(test.app, testRules());
    const other = await makeContest(test.app, testRules());
    const desk = await sitAtDesk(own.contest.contestId);
    const view = await must(say<OrganizerView>(desk, 'view:enter', {}));
    expect(view.contests.map((each) => each.contest.contestId)).toEqual([own.contest.contestId]);
    expect(view.desk?.contest.contestId).toBe(own.contest.contestId);
    const refused = { ok: false, refusal: { code: 'not_found' } };
    expect(await say(desk, 'contest:watch', { contestId: other.contest.contestId })).toMatchObject(refused);
    expect(
      await say(desk, 'round:close', { roundId: other.round.roundId, reason: 'không phải của tôi' }),
    ).toMatchObject(refused);
    expect(await say(desk, 'round:publish', { roundId: other.round.roundId })).toMatchObject(refused);
    expect(await say(desk, 'round:close', { roundId: own.round.roundId, reason: 'ngắn' })).toMatchObject({
      refusal: { code: 'malformed' },
    });
  });

  it('[W4] nobody without an organizer session connects, not even staff of another role', async () => {
    const connect = (cookie: string) =>
      new Promise<string>((resolve) => {
        const socket = io(`${test.url}/organizer`, {
          transports: ['websocket'],
          forceNew: true,
          extraHeaders: { cookie },
        });
        desks.push(socket);
        socket.once('connect', () => resolve('in'));
        socket.once('connect_error', (error) => resolve(error.message));
      });
    expect(await connect('')).toBe('not_signed_in');
    expect(await connect('hoithi_staff=khong-phai')).toBe('not_signed_in');
    const { token } = await openStaff(test, { role: 'mc', contestId: null, unitCode: null });
    expect(await connect(`hoithi_staff=${token}`)).toBe('not_allowed');
  });
});
