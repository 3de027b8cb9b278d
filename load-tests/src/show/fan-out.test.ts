import { describe, expect, it } from 'vitest';
import { gatherArrivals, spreadOf } from './fan-out.ts';

describe('the spread of a broadcast', () => {
  it('counts from the first receiver to the last', () => {
    const arrived = Array.from({ length: 100 }, (_, at) => 1_000 + at);
    expect(spreadOf(arrived)).toEqual({ receivers: 100, firstAtMs: 1_000, p50: 50, p99: 99, last: 99 });
  });
  it('resolves when the last of the expected connections has received it', async () => {
    const arrivals = gatherArrivals();
    const seen = arrivals.expect(3);
    for (let at = 0; at < 3; at++) arrivals.note();
    expect((await seen).receivers).toBe(3);
  });
});
