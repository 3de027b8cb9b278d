import { beforeEach, describe, expect, it, vi } from 'vitest';
import { receipt } from '../../../../test/contestant-story.tsx';

const promise = { leaf: 'ab', note: 'first' };
const saved = (questionId: string, arrivedAtMs: number) => ({
  ...{ answerId: 'x', questionId, optionIds: ['a'], typed: null, arrivedAtMs, elapsedMs: 1, creditMs: 0 },
  repeated: false,
});
/** The module as a page that was loaded again has it. */
async function reload() {
  vi.resetModules();
  return import('./own-record.ts');
}

describe('what the phone keeps of its attempts', () => {
  beforeEach(() => localStorage.clear());

  it('[Z9] survives a reload: own answers once each, the first answer to the submission and its promise', async () => {
    const page = await reload();
    page.noteOwnAnswer('a1', saved('q1', 1));
    page.noteOwnAnswer('a1', saved('q1', 1)); // a resend
    page.noteOwnAnswer('a1', saved('q1', 2)); // a change
    page.noteSubmitted({ ...receipt(), attemptId: 'a1', promise });
    page.noteSubmitted({ ...receipt(), attemptId: 'a1', prediction: 99, promise: { leaf: 'ab', note: 'later' } });
    const record = (await reload()).readRecord('a1');
    expect(record.answers.map(({ arrivedAtMs }) => arrivedAtMs)).toEqual([1, 2]);
    expect(record.promise).toEqual(promise);
    expect(record.submitted?.prediction).toBe(receipt().prediction);
  });

  it('[Z9] the newest twenty attempts are stored, and damaged storage is as none', async () => {
    const page = await reload();
    for (let no = 0; no < 25; no++) page.noteOwnAnswer(`a${no}`, saved('q1', 1));
    expect(localStorage.length).toBe(21);
    const again = await reload();
    expect(again.readRecord('a4').answers).toEqual([]);
    expect(again.readRecord('a5').answers).toHaveLength(1);
    localStorage.setItem('hoithi.receipt.a6', '{"answers":7');
    expect(again.readRecord('a6').answers).toEqual([]);
    localStorage.setItem('hoithi.receipts', '{');
    expect(again.noteOwnAnswer('b', saved('q1', 1)).answers).toHaveLength(1);
  });
});
