import { accept, refuse } from '@hoithi/shared/contract/result';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScriptedTransport } from '../../test/scripted-transport.ts';
import { ackTimeoutMs } from './connection-watch.ts';
import { Outgoing } from './outgoing.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function open() {
  const transport = new ScriptedTransport();
  const silences: boolean[] = [];
  const outages: boolean[] = [];
  const outgoing = new Outgoing(
    transport,
    (silent) => silences.push(silent),
    (failing) => outages.push(failing),
  );
  transport.connect();
  outgoing.resume();
  /** What was sent, without the probes of a silent connection. */
  const sent = () => transport.sent.filter(({ event }) => event !== 'clock:read');
  return { transport, outgoing, silences, outages, sent };
}
const first = { answerId: 'a1' };
const second = { answerId: 'a2' };

describe('messages that wait for an answer', () => {
  it('[A4] an unanswered message goes out again, unchanged, until it is answered, and is answered once', async () => {
    const { outgoing, sent } = open();
    const received = outgoing.send('answer:submit', first);
    await vi.advanceTimersByTimeAsync(ackTimeoutMs);
    expect(sent().map(({ message }) => message)).toEqual([first, first]);
    sent()[0]?.ack(accept('saved')); // the first sending arrived after all
    sent()[1]?.ack(accept('saved again'));
    expect(await received).toEqual(accept('saved'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent()).toHaveLength(2);
  });

  it('[A4] messages given offline leave after the namespace is entered again, in their order', async () => {
    const { transport, outgoing, sent } = open();
    transport.drop();
    outgoing.pause();
    void outgoing.send('answer:submit', first);
    void outgoing.send('answer:submit', second);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent()).toHaveLength(0);
    transport.connect();
    expect(sent()).toHaveLength(0); // not before `view:enter` is answered
    outgoing.resume();
    expect(sent().map(({ message }) => message)).toEqual([first, second]);
  });

  it('[W2] an outage is waited out with growing pauses', async () => {
    const { outgoing, sent } = open();
    const received = outgoing.send('answer:submit', first);
    sent()[0]?.ack(refuse({ code: 'unavailable' }));
    expect(sent()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(400);
    expect(sent()).toHaveLength(2);
    sent()[1]?.ack(refuse({ code: 'unavailable' }));
    await vi.advanceTimersByTimeAsync(799);
    expect(sent()).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    sent()[2]?.ack(accept(1));
    expect(await received).toEqual(accept(1));
  });

  it('[N17] a failing store is reported from the first refusal until all that waited is saved', async () => {
    const { outgoing, outages, sent } = open();
    void outgoing.send('answer:submit', first);
    void outgoing.send('answer:submit', second);
    sent()[0]?.ack(refuse({ code: 'unavailable' }));
    sent()[1]?.ack(refuse({ code: 'unavailable' }));
    expect(outages).toEqual([true]);
    await vi.advanceTimersByTimeAsync(400);
    sent()[2]?.ack(accept(1));
    expect(outages).toEqual([true]);
    sent()[3]?.ack(accept(1));
    expect(outages).toEqual([true, false]);
  });

  it('[N15] a message that a person should decide again reports the outage, and is not sent by itself after it', async () => {
    const { outgoing, outages, sent } = open();
    const received = outgoing.send('run:drive', first, { reportsOutage: true });
    sent()[0]?.ack(refuse({ code: 'unavailable' }));
    expect(await received).toEqual(refuse({ code: 'unavailable' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent()).toHaveLength(1);
    expect(outages).toEqual([]);
  });

  it('[W7] a full queue is waited out for as long as it says, and reported to whoever waits by himself', async () => {
    const { outgoing, outages, sent } = open();
    const received = outgoing.send('answer:submit', first);
    sent()[0]?.ack(refuse({ code: 'busy', retryInMs: 2_500 }));
    expect(outages).toEqual([true]); // its page says that the answer waits on the device
    await vi.advanceTimersByTimeAsync(2_499);
    expect(sent()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    sent()[1]?.ack(accept(1));
    expect(await received).toEqual(accept(1));
    const busy = refuse({ code: 'busy', retryInMs: 2_500 });
    const start = outgoing.send('attempt:start', first, { reportsBusy: true });
    sent()[2]?.ack(busy);
    expect(await start).toEqual(busy);
    const reveal = outgoing.send('run:drive', first, { reportsOutage: true });
    sent()[3]?.ack(busy);
    expect(await reveal).toEqual(busy);
  });

  it('[W3] a sender that must wait waits as long as the refusal says', async () => {
    const { outgoing, sent } = open();
    void outgoing.send('answer:submit', first);
    sent()[0]?.ack(refuse({ code: 'too_fast', retryInMs: 2500 }));
    await vi.advanceTimersByTimeAsync(2499);
    expect(sent()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent()).toHaveLength(2);
  });

  it('[W2] a refusal that a resend cannot mend is reported at once', async () => {
    const { outgoing, sent } = open();
    const received = outgoing.send('answer:submit', first);
    sent()[0]?.ack(refuse({ code: 'attempt_over' }));
    expect(await received).toEqual(refuse({ code: 'attempt_over' }));
  });

  it('[W2] a lasting fault is reported in the end', async () => {
    const { transport, outgoing, sent } = open();
    transport.answer('answer:submit', () => refuse({ code: 'fault' }));
    const received = outgoing.send('answer:submit', first);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await received).toEqual(refuse({ code: 'fault' }));
    expect(sent()).toHaveLength(5);
  });
});
