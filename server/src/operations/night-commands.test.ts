import type { NightView } from '@hoithi/shared/contract/night';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStaff } from '../../test/open-staff.ts';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { type Device, must, say } from '../../test/scripted-contestant.ts';

describe('the page of the night', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(() => test.close());

  async function connectDesk(role: 'organizer' | 'mc', contestId: string | null = null): Promise<Socket> {
    const { token } = await openStaff(test, { role, contestId });
    const socket = io(`${test.url}/organizer`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: `hoithi_staff=${token}` },
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return socket;
  }

  it('[N11] an organizer sees the stores, this process and its sockets, and receives it again and again', async () => {
    const desk = await connectDesk('organizer');
    const view = await must(say<NightView>(desk as unknown as Device, 'night:watch', {}));
    expect(view.troubles.filter(({ code }) => code !== 'loop_slow')).toEqual([]); // how busy the machine is, is not tested here
    expect(view.stores).toMatchObject({ database: { ok: true }, redis: null });
    expect(view.processes).toMatchObject([
      { name: expect.stringMatching(/:\d+$/), leaving: false, sockets: 1, connections: { open: 1, max: 19_000 } },
    ]);
    expect(view.sockets.organizer).toBe(1);
    const next = await new Promise<NightView>((resolve) => desk.once('night', resolve));
    expect(next.stores.database?.ok).toBe(true);
    desk.disconnect();
  });

  it('[D3a] whoever tries the demo as its organizer does not see the figures of the whole server', async () => {
    for (const [demo, code] of [
      [true, 'not_in_demo'],
      [false, null],
    ] as const) {
      const { contest } = await makeContest(test.app, testRules(), demo);
      const desk = await connectDesk('organizer', contest.contestId);
      const seen = await say<NightView>(desk as unknown as Device, 'night:watch', {});
      expect(seen.ok ? null : seen.refusal.code).toBe(code);
      desk.disconnect();
    }
  });

  it('[N11] [W4] nobody else connects', async () => {
    await expect(connectDesk('mc')).rejects.toThrow('not_allowed');
  });
});
