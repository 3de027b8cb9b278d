import { describe, expect, it } from 'vitest';
import { watchHealth } from './health.ts';

function open() {
  const store = { answers: (): Promise<boolean> => Promise.resolve(true) };
  const time = { nowMs: 0 };
  const away: string[] = [];
  const health = watchHealth(
    { database: () => store.answers(), migrations: async () => true },
    (part) => away.push(part),
    () => time.nowMs,
  );
  health.stop(); // the test looks by itself
  return { store, time, away, health };
}

describe('the health of a process', () => {
  it('[N6] it is not ready before its parts have answered once', async () => {
    const { health } = open();
    expect(health.readiness().ready).toBe(false);
    await health.check();
    expect(health.readiness()).toMatchObject({ ready: true, parts: { database: { ok: true, ageMs: 0 } } });
  });

  it('[N6] a store that refuses is unavailable at once, and counted once an outage', async () => {
    const { health, store, away } = open();
    await health.check();
    store.answers = () => Promise.reject(new Error('refused'));
    await health.check();
    await health.check();
    expect(health.readiness()).toMatchObject({
      ready: false,
      parts: { database: { ok: false }, migrations: { ok: true } },
    });
    expect(away).toEqual(['database']);
    store.answers = async () => true;
    await health.check();
    expect(health.readiness().ready).toBe(true);
  });

  it('[N6] a store that does not answer is unavailable after six seconds, with how long', async () => {
    const { health, store, time } = open();
    await health.check();
    store.answers = () => new Promise(() => undefined);
    void health.check();
    time.nowMs = 5_999;
    expect(health.readiness().parts.database).toEqual({ ok: true, ageMs: 5_999 });
    time.nowMs = 6_000;
    expect(health.readiness().parts.database).toEqual({ ok: false, ageMs: 6_000 });
  });

  it('[N3] a draining process is not ready, however well its stores answer', async () => {
    const { health } = open();
    await health.check();
    health.drain();
    expect(health.readiness()).toMatchObject({ ready: false, draining: true, parts: { database: { ok: true } } });
  });
});
