import { type BandId, bandIds } from '../contract/results.ts';
import { assert } from './assert.ts';

export type Band = { id: BandId; persons: number; share: number };

/**
 * How many persons reached which quality: all right; three quarters or more; a quarter or more; less; none. Every
 * person is in exactly one band.
 *
 * Units   share of the entries given, 0 to 1; 0 where there are none. An entry may stand for several persons.
 * Source  SPEC F4; domain (j) 2.
 */
export function qualityBands(entries: readonly { right: number; questionCount: number; persons?: number }[]): Band[] {
  const persons = new Map<BandId, number>();
  let all = 0;
  for (const entry of entries) {
    const band = bandOf(entry.right, entry.questionCount);
    const alike = entry.persons ?? 1;
    persons.set(band, (persons.get(band) ?? 0) + alike);
    all += alike;
  }
  return bandIds.map((id) => {
    const count = persons.get(id) ?? 0;
    return { id, persons: count, share: all === 0 ? 0 : count / all };
  });
}

function bandOf(right: number, questionCount: number): BandId {
  assert(questionCount > 0 && right >= 0 && right <= questionCount, 'right answers are among the questions');
  if (right === questionCount) return 'all';
  if (right * 4 >= questionCount * 3) return 'from75';
  if (right * 4 >= questionCount) return 'from25';
  return right > 0 ? 'under25' : 'none';
}
