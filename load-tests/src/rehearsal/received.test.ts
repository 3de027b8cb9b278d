import { describe, expect, it } from 'vitest';
import { openReceived } from './received.ts';

describe('what a crowd has received', () => {
  it('[Y6] times that one true time explains do not lie apart', () => {
    const received = openReceived('x');
    received.noteClock(1_000, 1_100, 6_040); // the server is ahead by 4,940 to 5,040
    received.noteClock(2_000, 2_010, 7_005); // by 4,995 to 5,005
    expect(received.figures().clock).toEqual({ samples: 2, apartMs: 0 });
  });

  it('[Y6] times of two processes that differ lie apart by what their lines do not explain', () => {
    const received = openReceived('x');
    received.noteClock(1_000, 1_010, 6_005); // ahead by 4,995 to 5,005
    received.noteClock(2_000, 2_010, 7_305); // ahead by 5,295 to 5,305
    expect(received.figures().clock).toEqual({ samples: 2, apartMs: 290 });
  });

  it('[Y6] errors are counted by kind, and however many kinds there are, the list stays short', () => {
    const received = openReceived('x');
    for (let kind = 0; kind < 100; kind++) received.countError(`kind ${kind}`);
    received.countError('kind 0');
    const { errors } = received.figures();
    expect(errors).toHaveLength(40);
    expect(errors[0]).toEqual({ kind: 'kind 0', count: 2 });
    expect(errors.reduce((sum, each) => sum + each.count, 0)).toBe(101);
  });
});
