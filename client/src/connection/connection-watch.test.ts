import { accept, refuse } from '@hoithi/shared/contract/result';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScriptedTransport } from '../../test/scripted-transport.ts';
import { Outgoing } from './outgoing.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A line to a process that was stopped: what is sent is taken and nothing comes back. */
function openStopped() {
  const transport = new ScriptedTransport();
  const silences: boolean[] = [];
  const outgoing = new Outgoing(transport, (silent) => silences.push(silent));
  transport.connect();
  outgoing.open();
  const renew = transport.renew;
  /** As the real one: the old line ends at once, the next one is entered a moment later. */
  transport.renew = (hurried) => {
    renew(hurried);
    transport.drop();
    outgoing.hold();
    setTimeout(() => {
      transport.connect();
      outgoing.open();
    }, 100);
  };
  const answers = () => transport.of('answer:submit');
  return { transport, outgoing, silences, answers };
}
const answer = { answerId: 'a1' };
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a line that looks open', () => {
  it('[N26] with a small question unanswered too is given up between four and six seconds, and the answer leaves on the next', async () => {
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
    answers().at(-1)?.ack(accept('kept elsewhere'));
    expect(await received).toEqual(accept('kept elsewhere'));
  });

  it('[N26] a hall does not dial in one instant', async () => {
    const lines = Array.from({ length: 200 }, openStopped);
    for (const { outgoing } of lines) void outgoing.send('answer:submit', answer);
    await pass(4_000);
    const renewed = () => lines.filter(({ transport }) => transport.renewed > 0).length;
    const each: number[] = [];
    for (let step = 0; step < 8; step++) {
      const before = renewed();
      await pass(250);
      each.push(renewed() - before);
    }
    expect(renewed()).toBe(200);
    expect(Math.max(...each)).toBeLessThan(70); // about 25 in every quarter of a second
  });

  it('[N26] of a process that is slow, yet answers a small question, is kept however long the ack takes', async () => {
    const { transport, outgoing, silences, answers } = openStopped();
    transport.answer('clock:read', () => accept({ serverNowMs: 1 }));
    const received = outgoing.send('answer:submit', answer);
    await pass(60_000);
    expect(transport.renewed).toBe(0);
    expect(silences).not.toContain(true);
    expect(answers()).toHaveLength(16); // the same message every four seconds, as before
    answers()[0]?.ack(accept('kept'));
    expect(await received).toEqual(accept('kept'));
    await pass(60_000);
    expect(transport.of('clock:read')).toHaveLength(15);
  });

  it('[N26] so is one that refuses for want of a store: it speaks', async () => {
    const { transport, outgoing } = openStopped();
    transport.answer('answer:submit', () => refuse({ code: 'unavailable' }));
    void outgoing.send('answer:submit', answer);
    await pass(120_000);
    expect(transport.renewed).toBe(0);
    expect(transport.of('clock:read')).toHaveLength(0);
  });

  it('[N26] early only so often: where nobody answers at all the next lines wait twelve seconds, as ever', async () => {
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

  it('three silences in a row end a line whose page may not hurry', async () => {
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
