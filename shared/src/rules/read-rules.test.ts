import { describe, expect, it } from 'vitest';
import type { Rules } from '../contract/rules.ts';
import { exampleRules } from './example-rules.ts';
import { readRules } from './read-rules.ts';

function issuesOf(change: (rules: Rules) => void): string[] {
  const read = readRules(exampleRules(change));
  if (read.ok || read.refusal.code !== 'rules_invalid') return [];
  return read.refusal.issues;
}

describe('reading rules', () => {
  it('[R6] complete rules are read as they are', () => {
    expect(readRules(exampleRules())).toEqual({ ok: true, value: exampleRules() });
  });

  it('[R6] rounds do not overlap; one that opens as the other closes is right', () => {
    const touching = issuesOf((rules) => {
      rules.rounds[1]!.opensAt = rules.rounds[0]!.closesAt;
    });
    const overlapping = issuesOf((rules) => {
      rules.rounds[1]!.opensAt = '2023-10-22T17:59:59+07:00';
    });
    expect(touching).toEqual([]);
    expect(overlapping).toEqual(['Tuần 2: mở trước khi tuần thi liền trước kết thúc.']);
  });

  it('[R6] rounds stand in order', () => {
    expect(issuesOf((rules) => rules.rounds.reverse())).not.toEqual([]);
    const skipped = issuesOf((rules) => {
      rules.rounds[3]!.ordinal = 5;
    });
    expect(skipped).toHaveLength(1);
  });

  it('[R6] a round closes after it opens', () => {
    const issues = issuesOf((rules) => {
      rules.rounds[3]!.closesAt = rules.rounds[3]!.opensAt;
    });
    expect(issues).toEqual(['Tuần 4: thời điểm kết thúc phải sau thời điểm mở.']);
  });

  it('[R6] a number of attempts is absent exactly when they are unlimited', () => {
    const numbered = issuesOf((rules) => {
      rules.attempts.policy = 'unlimited';
    });
    const unnumbered = issuesOf((rules) => {
      rules.attempts.max = null;
    });
    const both = issuesOf((rules) => {
      rules.attempts = { ...rules.attempts, policy: 'unlimited', max: null };
    });
    expect([numbered.length, unnumbered.length, both.length]).toEqual([1, 1, 0]);
  });

  it('[R6] a question’s own limit needs one-by-one pacing', () => {
    const paper = issuesOf((rules) => {
      rules.questions.pacing = 'paper';
      rules.time.questionSeconds = 20;
    });
    const oneByOne = issuesOf((rules) => {
      rules.time.questionSeconds = 20;
    });
    expect([paper.length, oneByOne.length]).toEqual([1, 0]);
  });

  it('[R6] a fixed set has exactly as many questions as are asked, one set a round, none twice', () => {
    const sets = (sizes: number[]) => sizes.map((size) => Array.from({ length: size }, (_, at) => `q-${at}`));
    const fixed = (ids: string[][]) =>
      issuesOf((rules) => {
        rules.questions.draw = { kind: 'fixed', questionIdsByRound: ids };
      });
    expect(fixed(sets([15, 15, 15, 15]))).toEqual([]);
    expect(fixed(sets([15, 14, 15, 15]))).toEqual(['Bộ câu hỏi tuần thứ 2: cần đúng 15 câu, hiện có 14.']);
    expect(fixed(sets([15, 15]))).toHaveLength(1);
    const doubled = sets([15, 15, 15, 15]);
    doubled[0]![1] = doubled[0]![0]!;
    expect(fixed(doubled)).toHaveLength(1);
  });

  it('[R6] topics are those of the contest, and their parts are not more than the whole', () => {
    const unknownInRound = issuesOf((rules) => {
      rules.rounds[0]!.topics = ['khac'];
    });
    const unknownInDraw = issuesOf((rules) => {
      rules.questions.draw = { kind: 'bank', perTopic: [{ topic: 'khac', count: 1 }], byAudience: false };
    });
    const tooMany = issuesOf((rules) => {
      rules.questions.draw = { kind: 'bank', perTopic: [{ topic: 'du-lieu-so', count: 16 }], byAudience: false };
    });
    expect([unknownInRound.length, unknownInDraw.length, tooMany.length]).toEqual([1, 1, 1]);
  });

  it('[T4] an answer never gives back more than the quota', () => {
    expect(
      issuesOf((rules) => {
        rules.time.lagCredit = { quotaMs: 100, refillMs: 200 };
      }),
    ).toHaveLength(1);
  });

  it('[R6] nothing stands twice in a list', () => {
    expect(
      issuesOf((rules) => {
        rules.ladder.keys.push('score');
        rules.exclusions.push('SECRETARIAT');
        rules.privacy.consents.push({ purpose: 'take-part', required: true });
      }),
    ).toHaveLength(3);
  });

  it('[R6] the lowest age is not above the highest', () => {
    expect(
      issuesOf((rules) => {
        rules.eligibility.ageMin = 60;
        rules.eligibility.ageMax = 18;
      }),
    ).toHaveLength(1);
  });

  it('[R6] a value outside its bounds is named in words', () => {
    expect(
      issuesOf((rules) => {
        rules.questions.count = 0;
        rules.rounds[1]!.opensAt = 'thứ Hai';
      }),
    ).toEqual([
      'các tuần thi, thứ 2, thời điểm mở: không đúng định dạng.',
      'câu hỏi, số câu hỏi: giá trị nhỏ nhất là 1.',
    ]);
  });

  it('[R6] a missing value is called missing, and anything else is refused whole', () => {
    const rules: Record<string, unknown> = { ...exampleRules(), points: null };
    const read = readRules(rules);
    expect(read).toEqual({ ok: false, refusal: { code: 'rules_invalid', issues: ['điểm: chưa có giá trị.'] } });
    for (const value of [null, undefined, 7, 'rules', []]) expect(readRules(value).ok).toBe(false);
  });
});
