import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Unavailable } from '../db/database.ts';
import { createOutageLog } from './outages.ts';

describe('what the log is told of outages', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('[N10] one line a second and reason with id and cause; the others by their number', () => {
    const lines: unknown[] = [];
    const outages = createOutageLog({ warn: (about: unknown) => lines.push(about) } as never);
    const away = new Unavailable('the database is away', new Error('refused'));
    const full = new Unavailable('too many wait for a commit', undefined);
    for (let at = 0; at < 1_000; at++) outages.tell(away, { requestId: `${at}` });
    outages.tell(full, { requestId: 'other' });
    expect(lines).toEqual([
      { requestId: '0', err: away },
      { requestId: 'other', err: full },
    ]);

    vi.advanceTimersByTime(1_000);
    expect(lines.slice(2)).toEqual([{ reason: 'the database is away', commands: 999 }]); // one was told whole, and alone
    outages.tell(away, { requestId: 'later' });
    expect(lines.slice(3)).toEqual([{ requestId: 'later', err: away }]);
    vi.advanceTimersByTime(60_000);
    expect(lines).toHaveLength(4);
  });
});
