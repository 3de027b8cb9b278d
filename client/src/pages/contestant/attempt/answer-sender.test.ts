// @vitest-environment jsdom
import type { AnswerSaved } from '@hoithi/shared/contract/contestant';
import { accept, type Result, refuse } from '@hoithi/shared/contract/result';
import { beforeEach, describe, expect, it } from 'vitest';
import { AnswerSender, type AnswerState } from './answer-sender.ts';
import { type OutboxAnswer, readOutbox } from './outbox.ts';

type Flight = { answer: OutboxAnswer; land: (received: Result<AnswerSaved>) => Promise<void> };

function makeSender(attemptId = 'one') {
  const flights: Flight[] = [];
  const refused: string[] = [];
  let states: ReadonlyMap<string, AnswerState> = new Map();
  const deliver = (answer: OutboxAnswer) =>
    new Promise<Result<AnswerSaved>>((done) => {
      flights.push({
        answer,
        land: async (received) => {
          done(received);
          await new Promise((tick) => setTimeout(tick));
        },
      });
    });
  const sender = new AnswerSender(attemptId, deliver, {
    changed: (now) => {
      states = now;
    },
    saved: () => undefined,
    refused: (_answer, refusal) => refused.push(refusal.code),
    nowMs: () => 1000,
  });
  return { sender, flights, refused, state: (questionId: string) => states.get(questionId) };
}
const save = (answer: OutboxAnswer): Result<AnswerSaved> =>
  accept({
    receipt: { ...answer, arrivedAtMs: 1500, elapsedMs: 1, creditMs: 0, repeated: false },
    next: null,
    answered: 1,
  });

const chosen = (optionIds: string[]) => ({ optionIds, typed: null });

beforeEach(() => localStorage.clear());

describe('answers being sent', () => {
  it('[A5] a change made while an answer is in flight is sent after it, and only the last change is sent', async () => {
    const { sender, flights, state } = makeSender();
    sender.answer('q-1', chosen(['a']));
    sender.answer('q-1', chosen(['b']));
    sender.answer('q-1', chosen(['c']));
    expect(flights.map((flight) => flight.answer.optionIds)).toEqual([['a']]);
    const [first] = flights;
    await first?.land(save(first.answer));
    expect(flights.map((flight) => flight.answer.optionIds)).toEqual([['a'], ['c']]);
    expect(state('q-1')).toEqual({ is: 'sending', ...chosen(['c']) });
    const second = flights[1];
    await second?.land(save(second.answer));
    expect(state('q-1')).toEqual({ is: 'saved', ...chosen(['c']) });
  });

  it('answers to different questions do not wait for each other', () => {
    const { sender, flights } = makeSender();
    sender.answer('q-1', chosen(['a']));
    sender.answer('q-2', chosen(['b']));
    expect(flights).toHaveLength(2);
  });

  it('[A4] every answer has its own id', () => {
    const { sender, flights } = makeSender();
    sender.answer('q-1', chosen(['a']));
    sender.answer('q-2', chosen(['a']));
    expect(new Set(flights.map((flight) => flight.answer.answerId)).size).toBe(2);
  });

  it('[A4] what a closed page could not deliver is sent by the next one under the same id', async () => {
    const killed = makeSender();
    killed.sender.answer('q-1', chosen(['a']));
    killed.sender.answer('q-1', chosen(['b']));
    const stored = readOutbox('one');
    expect(stored.map((answer) => answer.optionIds)).toEqual([['a'], ['b']]);

    const { sender, flights, state } = makeSender();
    expect(flights).toHaveLength(0); // not before this device has the attempt
    sender.resume([]);
    expect(flights.map((flight) => flight.answer)).toEqual([stored[1]]); // the last choice is the one that counts
    const [flight] = flights;
    await flight?.land(save(flight.answer));
    expect(state('q-1')).toEqual({ is: 'saved', ...chosen(['b']) });
    expect(readOutbox('one')).toEqual([]);
  });

  it('[A4] one attempt’s answers are never sent into another', () => {
    makeSender('one').sender.answer('q-1', chosen(['a']));
    const { sender, flights } = makeSender('two');
    sender.resume([]);
    expect(flights).toEqual([]);
  });

  it('[T2] a refused answer is reported and not sent again', async () => {
    const { sender, flights, refused, state } = makeSender();
    sender.answer('q-1', chosen(['a']));
    await flights[0]?.land(refuse({ code: 'answer_too_late', lateByMs: 10, graceMs: 5 }));
    expect(refused).toEqual(['answer_too_late']);
    expect(state('q-1')?.is).toBe('refused');
    expect(readOutbox('one')).toEqual([]);
  });

  it('[A11] an answer refused because another device has the attempt waits and is sent when this one has it again', async () => {
    const { sender, flights, state } = makeSender();
    sender.answer('q-1', chosen(['a']));
    await flights[0]?.land(refuse({ code: 'superseded' }));
    expect(state('q-1')?.is).toBe('sending');
    expect(readOutbox('one')).toHaveLength(1);
    sender.resume([]);
    expect(flights[1]?.answer).toEqual(flights[0]?.answer);
  });

  it('[A11] unless the other device has answered that question since', async () => {
    const { sender, flights, state } = makeSender();
    sender.answer('q-1', chosen(['a']));
    await flights[0]?.land(refuse({ code: 'superseded' }));
    sender.resume([{ questionId: 'q-1', ...chosen(['d']), arrivedAtMs: 2000 }]);
    expect(flights).toHaveLength(1);
    expect(state('q-1')).toEqual({ is: 'saved', ...chosen(['d']) });
    expect(readOutbox('one')).toEqual([]);
  });
});
