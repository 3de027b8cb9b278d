import { accept, refuse } from '@hoithi/shared/contract/result';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScriptedTransport } from '../../test/scripted-transport.ts';
import { Outgoing } from './outgoing.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A connection to a stopped process: messages are accepted and nothing comes back. */
function openStopped() {
  const transport = new ScriptedTransport();
  const silences: boolean[] = [];
  const outgoing = new Outgoing(transport, (silent) => silences.push(silent));
  transport.connect();
  outgoing.resume();
  const renew = transport.renew;
  /** As the real one: the old connection closes at once, the next one is entered a moment later. */
  transport.renew = (hurried) => {
    renew(hurried);
    transport.drop();
    outgoing.pause();
    setTimeout(() => {
      transport.connect();
      outgoing.resume();
    }, 100);
  };
  const answers = () => transport.of('answer:submit');
  return { transport, outgoing, silences, answers };
}
const answer = { answerId: 'a1' };
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a connection that looks open', () => {
  it('[N26] is given up between four and six seconds when `clock:read` is unanswered too, and the answer is sent on the next one', async () => {
    const { transport, outgoing, silences, answers } = openStopped();
    const received = outgoing.send('answer:submit', answer);
    await pass(1_999);
    expect(transport.of('clock:read')).toHaveLength(0);
    await pass(1);
    expect(transport.of('clock:read')).toHaveLength(1);
    await pass(1_999);
    expect(transport.renewed).toBe(0);
    await pass(2_101);
    expect([transport.renewed, transport.hurried]).toEqual([1, 1]);
    expect(silences).toContain(true);
    expect(answers().at(-1)?.message).toEqual(answer);
    answers().at(-1)?.ack(accept('saved elsewhere'));
    expect(await received).toEqual(accept('saved elsewhere'));
  });

  it('[N26] a hall does not reconnect in one instant', async () => {
    const connections = Array.from({ length: 200 }, openStopped);
    for (const { outgoing } of connections) void outgoing.send('answer:submit', answer);
    await pass(4_000);
    const renewed = () => connections.filter(({ transport }) => transport.renewed > 0).length;
    const each: number[] = [];
    for (let step = 0; step < 8; step++) {
      const before = renewed();
      await pass(250);
      each.push(renewed() - before);
    }
    expect(renewed()).toBe(200);
    expect(Math.max(...each)).toBeLessThan(70); // about 25 in every quarter of a second
  });

  it('[N26] of a slow process that answers `clock:read` stays however long the ack takes', async () => {
    const { transport, outgoing, silences, answers } = openStopped();
    transport.answer('clock:read', () => accept({ serverNowMs: 1 }));
    const received = outgoing.send('answer:submit', answer);
    await pass(60_000);
    expect(transport.renewed).toBe(0);
    expect(silences).not.toContain(true);
    expect(answers()).toHaveLength(16); // the same message every four seconds, as before
    answers()[0]?.ack(accept('saved'));
    expect(await received).toEqual(accept('saved'));
    await pass(60_000);
    expect(transport.of('clock:read')).toHaveLength(15);
  });

  it('[N26] stays where the process refuses because its store fails: it answers', async () => {
    const { transport, outgoing } = openStopped();
    transport.answer('answer:submit', () => refuse({ code: 'unavailable' }));
    void outgoing.send('answer:submit', answer);
    await pass(120_000);
    expect(transport.renewed).toBe(0);
    expect(transport.of('clock:read')).toHaveLength(0);
  });

  it('[N26] is given up early only so often: where nobody answers at all the next ones last twelve seconds, as ever', async () => {
    const { transport, outgoing } = openStopped();
    void outgoing.send('answer:submit', answer);
    await pass(6_000);
    expect(transport.hurried).toBe(1);
    await pass(54_000);
    expect(transport.hurried).toBe(1);
    expect(transport.renewed).toBeLessThanOrEqual(6); // one in twelve seconds
    await pass(9 * 60_000);
    expect(transport.hurried).toBeLessThanOrEqual(5); // after one, two, four and eight minutes
  });

  it('is given up after three silences where the page may not hurry', async () => {
    const { transport, outgoing } = openStopped();
    void outgoing.send('answer:submit', answer);
    await pass(6_000);
    const first = transport.renewed;
    await pass(10_000);
    expect(transport.renewed).toBe(first);
    await pass(2_200);
    expect(transport.renewed).toBe(first + 1);
    expect(transport.hurried).toBe(1);
  });
});
