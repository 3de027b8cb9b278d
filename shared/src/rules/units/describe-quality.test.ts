import { describe, expect, it } from 'vitest';
import { roundPhases } from '../../contract/refusal.ts';
import { describeQuality } from './describe-quality.ts';

const shownAt = (ownScore: 'at-submit' | 'after-close' | 'after-publication', settled = true) => {
  const rules = { publication: { ownScore } };
  return roundPhases.map((phase) => describeQuality(rules, { phase, settled }));
};

describe('when quality is shown to a leader', () => {
  it('[U13] after the close, also where contestants see their own score at once', () => {
    expect(shownAt('at-submit')).toEqual(['close', 'close', 'now', 'now', 'now', 'now']);
    expect(shownAt('after-close')).toEqual(['close', 'close', 'now', 'now', 'now', 'now']);
  });
  it('[U13] not before the publication where the rules hide scores until then', () => {
    expect(shownAt('after-publication')).toEqual([...Array(5).fill('publication'), 'now']);
  });
  it('[U13] a closed round whose standing is still being computed shows nothing', () => {
    expect(shownAt('after-close', false)[2]).toBe('close');
  });
});
