import { describe, expect, it } from 'vitest';
import { checkRules } from '../check-rules.ts';
import { exampleRules } from '../example-rules.ts';
import { rehearsalRules } from './rehearsal-rules.ts';

const opensAtMs = Date.parse('2026-03-04T08:00:00+07:00');

describe('the rules of a rehearsal', () => {
  it('[Y2] are those of the contest, with one round open for so long and published never', () => {
    const real = exampleRules();
    const rules = rehearsalRules(real, 2, opensAtMs, opensAtMs + 600_000);
    expect(rules.rounds).toEqual([
      {
        ordinal: 1,
        label: { vi: 'Diễn tập', en: 'Rehearsal' },
        opensAt: '2026-03-04T01:00:00.000Z',
        closesAt: '2026-03-04T01:10:00.000Z',
        publishAt: null,
        topics: null,
      },
    ]);
    expect({ ...rules, rounds: 0, meta: 0 }).toEqual({ ...real, rounds: 0, meta: 0 });
    expect(rules.meta.name.vi).toBe(`Diễn tập: ${real.meta.name.vi}`);
    expect(checkRules(rules).filter((notice) => notice.severity === 'error')).toEqual([]);
  });

  it('[Y2] ask the questions of the round that is rehearsed', () => {
    const real = exampleRules((rules) => {
      rules.questions.draw = { kind: 'fixed', questionIdsByRound: [['a'], ['b'], ['c'], ['d']] };
      const [, second] = rules.rounds;
      if (second) second.topics = ['dich-vu-cong'];
    });
    const rules = rehearsalRules(real, 2, opensAtMs, opensAtMs + 600_000);
    expect(rules.questions.draw).toEqual({ kind: 'fixed', questionIdsByRound: [['b']] });
    expect(rules.rounds[0]?.topics).toEqual(['dich-vu-cong']);
  });
});
