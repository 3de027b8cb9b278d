import { limits } from '@hoithi/shared/contract/limits';
import { accept } from '@hoithi/shared/contract/result';
import { describe, expect, it } from 'vitest';
import { openHttpAttemptLocks } from '../attempt/http-attempt-locks.ts';
import { type CachedAttempt, OpenAttempts } from '../attempt/open-attempts.ts';
import type { Bus, BusFact, BusFacts } from '../platform/bus/bus.ts';
import { manualClock } from '../platform/clock/manual-clock.ts';
import { MessageBudget, type Requester } from '../platform/limits/message-budget.ts';

/** A bus of one process. */
function openBus(): Bus {
  const listeners = new Map<BusFact, ((what: never, from: 'here') => void)[]>();
  return {
    publish: (fact, what) => {
      for (const listener of listeners.get(fact) ?? []) listener(what as never, 'here');
    },
    intercept: () => undefined,
    publishLocally: () => undefined,
    subscribe: (fact, listener) => void listeners.set(fact, [...(listeners.get(fact) ?? []), listener as never]),
  };
}
const claimed = (attemptId: string, socketId: string): BusFacts['attempt:claimed'] => ({ attemptId, socketId });

describe('bounds of what a process caches', () => {
  it('[W7] commands of one attempt wait in turn up to a bound; other attempts do not notice', async () => {
    const attempts = new OpenAttempts({ query: async () => [] }, {} as never);
    let go: () => void = () => undefined;
    const going = new Promise<void>((resolve) => {
      go = resolve;
    });
    const order: number[] = [];
    const turns = Array.from({ length: limits.attemptTurnsMax }, (_, at) =>
      attempts.inTurn('a', async () => {
        await going;
        order.push(at);
        return accept(at);
      }),
    );
    expect(await attempts.inTurn('a', async () => accept('never'))).toMatchObject({ refusal: { code: 'too_fast' } });
    expect(await attempts.inTurn('b', async () => accept('at once'))).toEqual(accept('at once'));
    go();
    await Promise.all(turns);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(await attempts.inTurn('a', async () => accept('free again'))).toEqual(accept('free again'));
  });

  it('[W7] of cached attempts the one cached longest is dropped when there are too many', () => {
    const attempts = new OpenAttempts({ query: async () => [] }, {} as never);
    for (let at = 0; at <= limits.cachedAttemptsMax; at++) attempts.add({ row: { id: `a${at}` } } as CachedAttempt);
    expect(attempts.size()).toBe(limits.cachedAttemptsMax);
    expect(attempts.all().next().value?.row.id).toBe('a1');
  });

  it('[W7] [W12] attempt locks over HTTP are known from the bus, released to a socket, ended with the attempt, and bounded', () => {
    const bus = openBus();
    const players = openHttpAttemptLocks(bus, 2);
    players.claim('a', 'phone');
    expect(players.holderOf('a')).toBe('phone');
    bus.publish('attempt:claimed', claimed('a', 'socket-1'));
    expect(players.holderOf('a')).toBeNull();
    bus.publish('attempt:claimed', claimed('a', 'http:tablet')); // published by another process
    expect(players.holderOf('a')).toBe('tablet');
    players.claim('b', 'phone');
    players.claim('c', 'phone');
    expect([players.holderOf('a'), players.holderOf('b'), players.holderOf('c')]).toEqual([null, 'phone', 'phone']);
    bus.publish('attempt:ended', { attemptId: 'b', receipt: {} as never });
    expect(players.holderOf('b')).toBeNull();
  });

  it('[W8] the budget is that of a clock hour; what the gateway did not accept is given back', () => {
    const clock = manualClock(Date.parse('2026-03-02T08:59:00+07:00'));
    const budget = new MessageBudget(clock, { perHour: 1, perAddress: 10 });
    const [one, other] = ['một', 'hai'].map((device) => ({ device, address: '198.51.100.7' })) as [
      Requester,
      Requester,
    ];
    const spent = (retryInMs: number) => ({ ok: false, of: 'all', retryInMs });
    expect([budget.take(one), budget.take(other)]).toEqual([{ ok: true, isLow: false }, spent(60_000)]);
    budget.giveBack(one);
    expect(budget.take(other)).toMatchObject({ ok: true });
    expect([budget.isFirstRefusal('all'), budget.isFirstRefusal('all')]).toEqual([true, false]);
    clock.advance(60_000);
    expect([budget.take(one), budget.take(other)]).toEqual([{ ok: true, isLow: false }, spent(3_600_000)]);
    expect(budget.isFirstRefusal('all')).toBe(true);
  });
});
