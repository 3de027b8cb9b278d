import { expect, it } from 'vitest';
import { answerElapsedMs, atResolution } from './elapsed.ts';

it('[T5] elapsed time is rounded down to the resolution, never up', () => {
  expect(atResolution(412_999, 'second')).toBe(412_000);
  expect(atResolution(413_000, 'second')).toBe(413_000);
  expect(atResolution(412_999, 'tenth')).toBe(412_900);
  expect(atResolution(412_999, 'millisecond')).toBe(412_999);
  expect(atResolution(0, 'second')).toBe(0);
});

it('[T3] elapsed time runs from the hand-out to the counted instant, less the credit', () => {
  expect(answerElapsedMs(1000, 6000, 0)).toBe(5000);
  expect(answerElapsedMs(1000, 6000, 120)).toBe(4880);
});

it('[T3] elapsed time is never below zero', () => {
  expect(answerElapsedMs(1000, 997, 0)).toBe(0);
  expect(answerElapsedMs(1000, 1010, 400)).toBe(0);
});
