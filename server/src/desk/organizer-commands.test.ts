import { type OrganizerView, type PreviewedRules, presetIds } from '@hoithi/shared/contract/organizer';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo } from '../../test/answer-open-question.ts';
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
    expect(view.mayEverywhere).not.toContain('contest:create');
    const mayIn = (id: string) => view.contests.find((each) => each.contest.contestId === id)?.may ?? [];
    expect(mayIn(contestId)).toEqual(expect.arrayContaining(['units:change', 'units:read']));
    expect(mayIn(other.contest.contestId)).toContain('units:read');
    expect(mayIn(other.contest.contestId)).not.toContain('units:change');
    const byLink = await must(say<OrganizerView>(await sitAtDesk(contestId), 'view:enter', {}));
    expect([byLink.account, byLink.mayEverywhere, byLink.contests.length]).toEqual([null, [], 1]);
  });

  it.each(presetIds)(
    '[O1] [R3] [U7c] a contest is made from %s and the answers to what its plan leaves open',
    async (presetId) => {
      const desk = await sitAtDesk(null);
      const answers: Record<string, unknown> = {};
      let preview = await must(say<PreviewedRules>(desk, 'rules:preview', { presetId, answers }));
      expect(preview.rules).toBeNull();
      expect(preview.unitSet.inForce).toBe(false); // today; the answers below are of the plan's own year
      const early = await say(desk, 'contest:create', { presetId, slug: `som-${presetId}`, answers });
      expect(early).toMatchObject({ ok: false, refusal: { code: 'rules_incomplete' } });
      for (let pass = 0; pass < 5 && preview.open.length > 0; pass++) {
        for (const question of preview.open) answers[question.id] = answerTo(question);
        preview = await must(say<PreviewedRules>(desk, 'rules:preview', { presetId, answers }));
      }
      expect(preview.open).toEqual([]);
      expect(preview.notices.filter((notice) => notice.severity === 'error')).toEqual([]);
      expect(preview.printed?.sections.length).toBeGreaterThan(10);
      const made = await must(
        say<{ contestId: string }>(desk, 'contest:create', { presetId, slug: `tu-${presetId}`, answers }),
      );
      const unitsOf = (contestId: string) => test.app.contests.byId(contestId)?.units.units.size;
      expect(unitsOf(made.contestId)).toBe(0);
      const view = await must(say<OrganizerView>(desk, 'contest:watch', { contestId: made.contestId }));
      expect(view.desk).toMatchObject({ rulesVersion: 1, people: 0, audit: [{ act: 'contest:create' }] });
      expect(await say(desk, 'contest:create', { presetId, slug: `tu-${presetId}`, answers })).toMatchObject({
        refusal: { code: 'slug_taken' },
      });
      expect(preview.unitSet).toMatchObject({ validTo: expect.stringMatching(/^202[45]-/), inForce: true });
      const withSet = { presetId, slug: `co-don-vi-${presetId}`, answers, units: 'set' };
      const chosen = await must(say<{ contestId: string }>(desk, 'contest:create', withSet));
      expect(unitsOf(chosen.contestId)).toBe(preview.unitSet.units);
    },
  );

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
    expect(await say(desk, 'contest:create', { presetId: 'hue-s-2024', slug: 'moi', answers: {} })).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
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
