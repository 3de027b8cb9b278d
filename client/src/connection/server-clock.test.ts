import { describe, expect, it } from 'vitest';
import { serverClock } from './server-clock.ts';

function makeClock() {
  let elapsed = 1000;
  const clock = serverClock(() => elapsed);
  return { clock, pass: (ms: number) => (elapsed += ms), now: () => elapsed };
}

describe('the server’s time', () => {
  it('[T1] half of the round trip is taken off', () => {
    const { clock, pass, now } = makeClock();
    const sentAtMs = now();
    pass(200);
    clock.learn(5_000_000, sentAtMs);
    expect(clock.nowMs()).toBe(5_000_100);
    pass(1000);
    expect(clock.nowMs()).toBe(5_001_100);
  });

  it('[T1] the sample with the shortest round trip is believed', () => {
    const { clock, pass, now } = makeClock();
    let sentAtMs = now();
    pass(40);
    clock.learn(5_000_000, sentAtMs);
    const believed = clock.nowMs();
    sentAtMs = now();
    pass(900);
    clock.learn(9_000_000, sentAtMs);
    expect(clock.nowMs()).toBe(believed + 900);
  });

  it('[T1] after a sleep the next sample is believed whatever its round trip', () => {
    const { clock, pass, now } = makeClock();
    let sentAtMs = now();
    pass(10);
    clock.learn(5_000_000, sentAtMs);
    clock.suspect();
    sentAtMs = now();
    pass(400);
    clock.learn(8_000_000, sentAtMs);
    expect(clock.nowMs()).toBe(8_000_200);
  });

  it('[T1] a pushed time can only show that the clock was behind', () => {
    const { clock, pass, now } = makeClock();
    const sentAtMs = now();
    pass(20);
    clock.learn(5_000_000, sentAtMs);
    clock.receive(4_000_000);
    expect(clock.nowMs()).toBe(5_000_010);
    clock.receive(6_000_000);
    expect(clock.nowMs()).toBe(6_000_000);
  });
});
