import type { McView, ScreenView } from '@hoithi/shared/contract/screen';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContest, openTestApp, type TestApp, testRules } from '../../test/open-test-app.ts';
import { must, say } from '../../test/scripted-contestant.ts';
import { drive, openMc, openScreenSocket, openTestRun, testQuestion, testShow } from '../../test/scripted-show.ts';
import { wav } from '../media/test-sounds.ts';

describe('sounds of the hall', () => {
  let test: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await openTestApp();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  it('[H42] the music of a cue is a sound of the contest, checked by content; the MC reads which screen is silent', async () => {
    const { contest } = await makeContest(test.app, testRules());
    const run = await openTestRun(test, contest, testShow([{ ...testQuestion('cau-1'), bed: 'Nhạc nền' }]));
    const { socket: mc, cookie } = await openMc(test, contest);
    const screen = await openScreenSocket(test);
    sockets.push(mc, screen);
    const seen = () => must(say<McView>(mc as never, 'view:enter', {}));
    const token = (await seen()).screenPath.split('/').at(-1);
    const wall = async () => (await must(say<ScreenView>(screen as never, 'view:enter', { token }))).show?.sound;
    const send = async (bytes: Uint8Array, name = 'Nhạc nền') => {
      const headers = { cookie, origin: test.url, 'content-type': 'application/octet-stream' };
      const url = `${test.url}/api/mc/sounds?name=${encodeURIComponent(name)}`;
      const sent = await fetch(url, { method: 'POST', headers, body: Buffer.from(bytes) });
      return (await sent.json()) as unknown;
    };
    expect(await wall()).toEqual({ on: false, volume: 70, captions: false, bed: null });
    expect((await seen()).sound.missing).toEqual(['Nhạc nền']);
    expect(await send(Buffer.from('<script>'))).toMatchObject({ refusal: { code: 'sound_refused' } });
    expect(await send(wav(1))).toMatchObject({ ok: true, value: { name: 'Nhạc nền' } });
    const { sounds, missing } = (await seen()).sound;
    expect([sounds.length, missing]).toEqual([1, []]);
    await drive(mc, run, { do: 'next' });
    const setting = { on: true, volume: 40, bed: 'cue', captions: true };
    expect(await say(mc as never, 'screen:sound', setting)).toMatchObject({ ok: true });
    expect(await wall()).toMatchObject({ on: true, volume: 40, bed: { name: 'Nhạc nền', hash: sounds[0]?.hash } });
    const fetched = await fetch(`${test.url}/api/pictures/${sounds[0]?.hash}`);
    expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'audio/wav']);
    await must(say(screen as never, 'sound:report', { state: 'blocked' }));
    expect((await seen()).sound.silent).toBe(1);
    await must(say(screen as never, 'sound:report', { state: 'on' }));
    expect((await seen()).sound.silent).toBe(0);
    expect(await say(mc as never, 'screen:sound', { ...setting, bed: 'none' })).toMatchObject({ ok: true });
    expect((await wall())?.bed).toBeNull();
    expect(await say(mc as never, 'sound:remove', { hash: sounds[0]?.hash })).toMatchObject({ ok: true });
    expect((await seen()).sound).toMatchObject({ sounds: [], missing: ['Nhạc nền'] });
  });
});
