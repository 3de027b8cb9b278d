import { accept, refuse } from '@hoithi/shared/contract/result';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ackTimeoutMs, Outgoing } from './outgoing.ts';
import { ScriptedTransport } from './scripted-transport.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function open() {
  const transport = new ScriptedTransport();
  const silences: boolean[] = [];
  const outages: boolean[] = [];
  const outgoing = new Outgoing(
    transport,
    (silent) => silences.push(silent),
    (away) => outages.push(away),
  );
  transport.connect();
  outgoing.open();
  return { transport, outgoing, silences, outages };
}
const first = { answerId: 'a1' };
const second = { answerId: 'a2' };

describe('messages on their way', () => {
  it('[A4] an unanswered message goes out again, unchanged, until it is answered, and is answered once', async () => {
    const { transport, outgoing } = open();
    const heard = outgoing.send('answer:submit', first);
    await vi.advanceTimersByTimeAsync(ackTimeoutMs);
    expect(transport.sent.map((sent) => sent.message)).toEqual([first, first]);
    transport.sent[0]?.ack(accept('kept')); // the first sending was heard after all
    transport.sent[1]?.ack(accept('kept again'));
    expect(await heard).toEqual(accept('kept'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(transport.sent).toHaveLength(2);
  });

  it('[A4] what was said offline leaves after the room is entered again, in the order it was said', async () => {
    const { transport, outgoing } = open();
    transport.drop();
    outgoing.hold();
    void outgoing.send('answer:submit', first);
    void outgoing.send('answer:submit', second);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(transport.sent).toHaveLength(0);
    transport.connect();
    expect(transport.sent).toHaveLength(0); // not before `room:enter` is answered
    outgoing.open();
    expect(transport.sent.map((sent) => sent.message)).toEqual([first, second]);
  });

  it('[W2] an outage is waited out with growing pauses', async () => {
    const { transport, outgoing } = open();
    const heard = outgoing.send('answer:submit', first);
    transport.sent[0]?.ack(refuse({ code: 'unavailable' }));
    expect(transport.sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(400);
    expect(transport.sent).toHaveLength(2);
    transport.sent[1]?.ack(refuse({ code: 'unavailable' }));
    await vi.advanceTimersByTimeAsync(799);
    expect(transport.sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    transport.sent[2]?.ack(accept(1));
    expect(await heard).toEqual(accept(1));
  });

  it('[N17] a store that is away is told from the first refusal until all that waited is kept', async () => {
    const { transport, outgoing, outages } = open();
    void outgoing.send('answer:submit', first);
    void outgoing.send('answer:submit', second);
    transport.sent[0]?.ack(refuse({ code: 'unavailable' }));
    transport.sent[1]?.ack(refuse({ code: 'unavailable' }));
    expect(outages).toEqual([true]);
    await vi.advanceTimersByTimeAsync(400);
    transport.sent[2]?.ack(accept(1));
    expect(outages).toEqual([true]);
    transport.sent[3]?.ack(accept(1));
    expect(outages).toEqual([true, false]);
  });

  it('[N15] what a person should decide again is told of the outage, and does not leave by itself once it is over', async () => {
    const { transport, outgoing, outages } = open();
    const heard = outgoing.send('run:drive', first, { tellsOutage: true });
    transport.sent[0]?.ack(refuse({ code: 'unavailable' }));
    expect(await heard).toEqual(refuse({ code: 'unavailable' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(transport.sent).toHaveLength(1);
    expect(outages).toEqual([]);
  });

  it('[W3] a sender told to wait waits as long as it was told', async () => {
    const { transport, outgoing } = open();
    void outgoing.send('answer:submit', first);
    transport.sent[0]?.ack(refuse({ code: 'too_fast', retryInMs: 2500 }));
    await vi.advanceTimersByTimeAsync(2499);
    expect(transport.sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(transport.sent).toHaveLength(2);
  });

  it('[W2] a refusal that a resend cannot mend is told at once', async () => {
    const { transport, outgoing } = open();
    const heard = outgoing.send('answer:submit', first);
    transport.sent[0]?.ack(refuse({ code: 'attempt_over' }));
    expect(await heard).toEqual(refuse({ code: 'attempt_over' }));
  });

  it('[W2] a fault that stays is told in the end', async () => {
    const { transport, outgoing } = open();
    transport.answer('answer:submit', () => refuse({ code: 'fault' }));
    const heard = outgoing.send('answer:submit', first);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await heard).toEqual(refuse({ code: 'fault' }));
    expect(transport.sent).toHaveLength(5);
  });

  it('a line that only looks open is noticed after one silence and renewed after three', async () => {
    const { transport, outgoing, silences } = open();
    void outgoing.send('answer:submit', first);
    await vi.advanceTimersByTimeAsync(ackTimeoutMs);
    expect(silences.at(-1)).toBe(true);
    expect(transport.renewed).toBe(0);
    await vi.advanceTimersByTimeAsync(ackTimeoutMs * 2);
    expect(transport.renewed).toBe(1);
  });
});
