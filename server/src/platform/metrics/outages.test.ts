import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Unavailable } from '../db/database.ts';
import { createOutageLog } from './outages.ts';

describe('the log of outages', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('[N10] one entry a second and reason with id and cause; the others by their number', () => {
    const lines: unknown[] = [];
    const outages = createOutageLog({ warn: (about: unknown) => lines.push(about) } as never);
    const unavailable = new Unavailable('the database is unavailable', new Error('refused'));
    const full = new Unavailable('too many wait for a commit', undefined);
    for (let at = 0; at < 1_000; at++) outages.log(unavailable, { requestId: `${at}` });
    outages.log(full, { requestId: 'other' });
    expect(lines).toEqual([
      { requestId: '0', err: unavailable },
      { requestId: 'other', err: full },
    ]);

    vi.advanceTimersByTime(1_000);
    expect(lines.slice(2)).toEqual([{ reason: 'the database is unavailable', commands: 999 }]); // the other is logged alone
    outages.log(unavailable, { requestId: 'later' });
    expect(lines.slice(3)).toEqual([{ requestId: 'later', err: unavailable }]);
    vi.advanceTimersByTime(60_000);
    expect(lines).toHaveLength(4);
  });
});
