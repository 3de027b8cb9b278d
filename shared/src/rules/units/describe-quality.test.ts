import { describe, expect, it } from 'vitest';
import { roundPhases } from '../../contract/refusal.ts';
import { exampleRules } from '../example-rules.ts';
import { describeQuality } from './describe-quality.ts';

const told = (ownScore: 'at-submit' | 'after-close' | 'after-publication', settled = true) => {
  const rules = exampleRules((each) => {
    each.publication.ownScore = ownScore;
  });
  return roundPhases.map((phase) => describeQuality(rules, { phase, settled }));
};

describe('when quality is told to a leader', () => {
  it('[U13] after the close, also where contestants hear their own score at once', () => {
    expect(told('at-submit')).toEqual(['close', 'close', 'now', 'now', 'now']);
    expect(told('after-close')).toEqual(['close', 'close', 'now', 'now', 'now']);
  });
  it('[U13] not before the publication where the rules keep scores until then', () => {
    expect(told('after-publication')).toEqual([...Array(4).fill('publication'), 'now']);
  });
  it('[U13] a closed round whose standing is still being computed tells nothing', () => {
    expect(told('after-close', false)[2]).toBe('close');
  });
});
