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
    (away) => outages.push(away),
  );
  transport.connect();
  outgoing.open();
  /** What was said, without the small questions of a line in doubt. */
  const told = () => transport.sent.filter(({ event }) => event !== 'clock:read');
  return { transport, outgoing, silences, outages, told };
}
const first = { answerId: 'a1' };
const second = { answerId: 'a2' };

describe('messages on their way', () => {
  it('[A4] an unanswered message goes out again, unchanged, until it is answered, and is answered once', async () => {
    const { outgoing, told } = open();
    const received = outgoing.send('answer:submit', first);
    await vi.advanceTimersByTimeAsync(ackTimeoutMs);
    expect(told().map((sent) => sent.message)).toEqual([first, first]);
    told()[0]?.ack(accept('kept')); // the first sending was heard after all
    told()[1]?.ack(accept('kept again'));
    expect(await received).toEqual(accept('kept'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told()).toHaveLength(2);
  });

  it('[A4] what was said offline leaves after the room is entered again, in the order it was said', async () => {
    const { transport, outgoing, told } = open();
    transport.drop();
    outgoing.hold();
    void outgoing.send('answer:submit', first);
    void outgoing.send('answer:submit', second);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told()).toHaveLength(0);
    transport.connect();
    expect(told()).toHaveLength(0); // not before `view:enter` is answered
    outgoing.open();
    expect(told().map((sent) => sent.message)).toEqual([first, second]);
  });

  it('[W2] an outage is waited out with growing pauses', async () => {
    const { outgoing, told } = open();
    const received = outgoing.send('answer:submit', first);
    told()[0]?.ack(refuse({ code: 'unavailable' }));
    expect(told()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(400);
    expect(told()).toHaveLength(2);
    told()[1]?.ack(refuse({ code: 'unavailable' }));
    await vi.advanceTimersByTimeAsync(799);
    expect(told()).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    told()[2]?.ack(accept(1));
    expect(await received).toEqual(accept(1));
  });

  it('[N17] a store that is away is told from the first refusal until all that waited is kept', async () => {
    const { outgoing, outages, told } = open();
    void outgoing.send('answer:submit', first);
    void outgoing.send('answer:submit', second);
    told()[0]?.ack(refuse({ code: 'unavailable' }));
    told()[1]?.ack(refuse({ code: 'unavailable' }));
    expect(outages).toEqual([true]);
    await vi.advanceTimersByTimeAsync(400);
    told()[2]?.ack(accept(1));
    expect(outages).toEqual([true]);
    told()[3]?.ack(accept(1));
    expect(outages).toEqual([true, false]);
  });

  it('[N15] what a person should decide again is told of the outage, and does not leave by itself once it is over', async () => {
    const { outgoing, outages, told } = open();
    const received = outgoing.send('run:drive', first, { logsOutage: true });
    told()[0]?.ack(refuse({ code: 'unavailable' }));
    expect(await received).toEqual(refuse({ code: 'unavailable' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told()).toHaveLength(1);
    expect(outages).toEqual([]);
  });

  it('[W3] a sender told to wait waits as long as it was told', async () => {
    const { outgoing, told } = open();
    void outgoing.send('answer:submit', first);
    told()[0]?.ack(refuse({ code: 'too_fast', retryInMs: 2500 }));
    await vi.advanceTimersByTimeAsync(2499);
    expect(told()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(told()).toHaveLength(2);
  });

  it('[W2] a refusal that a resend cannot mend is told at once', async () => {
    const { outgoing, told } = open();
    const received = outgoing.send('answer:submit', first);
    told()[0]?.ack(refuse({ code: 'attempt_over' }));
    expect(await received).toEqual(refuse({ code: 'attempt_over' }));
  });

  it('[W2] a fault that stays is told in the end', async () => {
    const { transport, outgoing, told } = open();
    transport.answer('answer:submit', () => refuse({ code: 'fault' }));
    const received = outgoing.send('answer:submit', first);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await received).toEqual(refuse({ code: 'fault' }));
    expect(told()).toHaveLength(5);
  });
});
