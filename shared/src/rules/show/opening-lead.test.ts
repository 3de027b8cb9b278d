import { describe, expect, it } from 'vitest';
import { openingLead, openingLeadMinMs, usualRoundTrip } from './opening-lead.ts';

describe('how far ahead the key is sent', () => {
  const lead = (roundTripMs: number | null, phones: number, longestMs = 1200) =>
    openingLead({ roundTripMs, phones, longestMs });

  it('[H7a] as long as the measured connections and the count of phones need', () => {
    expect(lead(120, 300)).toBe(395);
    expect(lead(400, 1000)).toBe(850);
  });
  it('[H7a] never below its least, never above that of the rules', () => {
    expect(lead(5, 3)).toBe(openingLeadMinMs);
    expect(lead(4_000, 10)).toBe(1200);
    expect(lead(40, 10_000)).toBe(1200);
    expect(lead(5, 3, 200)).toBe(200);
  });
  it('[H7a] the longest while nobody is measured', () => {
    expect(lead(null, 300)).toBe(1200);
  });
  it('[H7a] one phone in twenty that holds its pongs back does not move the opening', () => {
    const hall = Array.from({ length: 95 }, (_, at) => 20 + at);
    const held = Array.from({ length: 5 }, () => 9_000);
    expect(usualRoundTrip([...hall, ...held, null])).toBeLessThanOrEqual(114);
    expect(usualRoundTrip([30, 60_000])).toBe(30);
    expect(usualRoundTrip([null])).toBeNull();
  });
});
