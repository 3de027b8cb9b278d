import { describe, expect, it } from 'vitest';
import type { Audience, Rules } from '../contract/rules.ts';
import { type BankEntry, type DrawInput, drawQuestions, listDrawable, optionOrder } from './draw.ts';
import { exampleRules } from './example-rules.ts';

const topics = ['nhan-thuc-so', 'du-lieu-so', 'dich-vu-cong'];
const everyone: Audience[] = ['CITIZEN', 'OFFICIAL', 'WORKER'];
const bankOf = (perTopic: number, audiences: readonly Audience[] = everyone): BankEntry[] =>
  topics.flatMap((topic) =>
    Array.from({ length: perTopic }, (_, n) => ({ questionId: `${topic}-${n}`, topic, audiences })),
  );
const input = (change: Partial<DrawInput> = {}): DrawInput => ({
  rules: exampleRules(),
  round: { ordinal: 1, topics: null },
  bank: bankOf(20),
  audience: null,
  practice: false,
  seed: 'seed',
  ...change,
});
function draw(change: Partial<DrawInput> = {}): string[] {
  const drawn = drawQuestions(input(change));
  if (!drawn.ok) throw new Error(drawn.refusal.code);
  return drawn.value;
}
const ofTopic = (ids: string[], topic: string) => ids.filter((id) => id.startsWith(topic)).length;
const withDraw = (questions: Partial<Rules['questions']>) =>
  exampleRules((rules) => {
    Object.assign(rules.questions, questions);
  });

describe('a draw per person', () => {
  it('[A1] gives as many different questions as the rules say, the same for the same seed', () => {
    const drawn = draw();
    expect(drawn).toHaveLength(15);
    expect(new Set(drawn).size).toBe(15);
    expect(draw()).toEqual(drawn);
    expect(draw({ seed: 'another' })).not.toEqual(drawn);
  });

  it('[A1] takes evenly from the topics of the round', () => {
    for (const topic of topics) expect(ofTopic(draw(), topic)).toBe(5);
  });

  it('[A1] where the count does not divide, topics differ by one and chance decides which', () => {
    const richest = new Set<string>();
    for (let n = 0; n < 40; n++) {
      const drawn = draw({ rules: withDraw({ count: 10 }), seed: `seed ${n}` });
      const parts = topics.map((topic) => ofTopic(drawn, topic));
      expect([...parts].sort()).toEqual([3, 3, 4]);
      richest.add(topics[parts.indexOf(4)]!);
    }
    expect(richest.size).toBe(3);
  });

  it('[A1] a topic that runs short leaves its part to the others', () => {
    const bank = bankOf(20).filter((entry) => entry.topic !== 'du-lieu-so' || entry.questionId.endsWith('-1'));
    const drawn = draw({ bank });
    expect(topics.map((topic) => ofTopic(drawn, topic))).toEqual([7, 1, 7]);
  });

  it('[A1] draws only the topics of the round', () => {
    const drawn = draw({ round: { ordinal: 2, topics: ['du-lieu-so'] } });
    expect(ofTopic(drawn, 'du-lieu-so')).toBe(15);
  });

  it('[A1] gives each named topic its number and fills the rest evenly', () => {
    const rules = withDraw({
      draw: { kind: 'bank', perTopic: [{ topic: 'du-lieu-so', count: 9 }], byAudience: false },
    });
    const drawn = draw({ rules });
    expect(drawn).toHaveLength(15);
    expect(topics.map((topic) => ofTopic(drawn, topic))).toEqual([2, 11, 2]);
  });

  it('[A1] every question of the bank is drawn by somebody, about equally often', () => {
    const times = new Map<string, number>();
    for (let n = 0; n < 2000; n++)
      for (const id of draw({ seed: `person ${n}` })) times.set(id, (times.get(id) ?? 0) + 1);
    expect(times.size).toBe(60);
    for (const drawnTimes of times.values()) expect(Math.abs(drawnTimes - 500)).toBeLessThan(110);
  });
});

describe('audiences', () => {
  const bank = [
    ...bankOf(4, ['CITIZEN']),
    ...bankOf(6, ['OFFICIAL']).map((e) => ({ ...e, questionId: `${e.questionId}-cb` })),
  ];
  const byAudience = withDraw({ draw: { kind: 'bank', perTopic: [], byAudience: true } });

  it('[A1] a question marked for other audiences is not drawn', () => {
    expect(draw({ bank, rules: byAudience, audience: 'OFFICIAL' }).every((id) => id.endsWith('-cb'))).toBe(true);
  });
  it('[A1] a bank too small for one audience is refused with what it has', () => {
    const refusal = { code: 'bank_too_small', have: 12, need: 15 };
    expect(drawQuestions(input({ bank, rules: byAudience, audience: 'CITIZEN' }))).toEqual({ ok: false, refusal });
  });
  it('[A1] audiences are ignored where the rules do not use them', () => {
    expect(draw({ bank, audience: 'CITIZEN' })).toHaveLength(15);
  });
});

describe('a bank too small', () => {
  it('[A1] in all is refused', () => {
    const refusal = { code: 'bank_too_small', have: 12, need: 15 };
    expect(drawQuestions(input({ bank: bankOf(4) }))).toEqual({ ok: false, refusal });
  });
  it('[A1] in one named topic is refused, though others have plenty', () => {
    const rules = withDraw({
      draw: { kind: 'bank', perTopic: [{ topic: 'du-lieu-so', count: 9 }], byAudience: false },
    });
    const refusal = { code: 'bank_too_small', have: 8, need: 9 };
    expect(drawQuestions(input({ rules, bank: bankOf(8) }))).toEqual({ ok: false, refusal });
  });
});

describe('a fixed set', () => {
  const set = (round: number) => Array.from({ length: 15 }, (_, n) => `${topics[round - 1]}-${14 - n}`);
  const fixed = (shuffle: boolean) =>
    withDraw({ shuffle, draw: { kind: 'fixed', questionIdsByRound: [set(1), set(2)] } });

  it("[A1] is the round's own list, in its order", () => {
    expect(draw({ rules: fixed(false) })).toEqual(set(1));
    expect(draw({ rules: fixed(false), round: { ordinal: 2, topics: null } })).toEqual(set(2));
  });
  it('[A1] is the same set for everybody, shuffled per person where the rules say so', () => {
    const [one, two] = [draw({ rules: fixed(true), seed: 'one' }), draw({ rules: fixed(true), seed: 'two' })];
    expect(one).not.toEqual(two);
    expect([...one].sort()).toEqual([...two].sort());
  });
  it('[A1] is refused where the bank lacks one of its questions, or the round has no set', () => {
    const bank = bankOf(20).filter((entry) => entry.questionId !== 'nhan-thuc-so-3');
    expect(drawQuestions(input({ rules: fixed(false), bank }))).toEqual({
      ok: false,
      refusal: { code: 'bank_too_small', have: 14, need: 15 },
    });
    expect(drawQuestions(input({ rules: fixed(false), round: { ordinal: 3, topics: null } })).ok).toBe(false);
  });
});

describe('order', () => {
  it('[A1] without shuffling, drawn questions stay in the order of the bank', () => {
    const drawn = draw({ rules: withDraw({ shuffle: false }) });
    const order = bankOf(20).map((entry) => entry.questionId);
    expect(drawn).toEqual(order.filter((id) => drawn.includes(id)));
  });
  it('[A1] options have one order per person and question, and all stay there', () => {
    const ids = ['a', 'b', 'c', 'd'];
    expect(optionOrder('s', 'q1', ids, true)).toEqual(optionOrder('s', 'q1', ids, true));
    expect([...optionOrder('s', 'q1', ids, true)].sort()).toEqual(ids);
    const orders = new Set(Array.from({ length: 200 }, (_, n) => optionOrder(`s${n}`, 'q1', ids, true).join('')));
    expect(orders.size).toBe(24);
    expect(
      new Set(Array.from({ length: 50 }, (_, n) => optionOrder('s', `q${n}`, ids, true).join(''))).size,
    ).toBeGreaterThan(10);
    expect(optionOrder('s', 'q1', ids, false)).toEqual(ids);
  });
});

describe('practice', () => {
  const rules = exampleRules((changed) => {
    changed.attempts.practice = true;
    changed.questions.count = 5;
  });
  const bank = bankOf(6).map((entry, at) => ({ ...entry, practice: at % 2 === 0 }));
  const marked = new Set(bank.filter((entry) => entry.practice).map((entry) => entry.questionId));

  it('[A10a] draws from the questions marked for it alone, and what counts draws none of them', () => {
    for (let n = 0; n < 50; n++) {
      const practised = draw({ rules, bank, practice: true, seed: `${n}` });
      expect(practised).toHaveLength(5);
      expect(practised.every((id) => marked.has(id))).toBe(true);
      expect(draw({ rules, bank, seed: `${n}` }).some((id) => marked.has(id))).toBe(false);
    }
  });

  it('[A10a] without marked questions there is none; with few it is short', () => {
    const refusal = { code: 'practice_off' };
    expect(drawQuestions(input({ rules, practice: true }))).toEqual({ ok: false, refusal });
    const two = bankOf(6).map((entry, at) => ({ ...entry, practice: at < 2 }));
    expect(draw({ rules, bank: two, practice: true })).toHaveLength(2);
  });

  it('[A10a] a contest without practice draws from the whole bank; a fixed set counts whatever its marks', () => {
    const without = exampleRules((changed) => {
      changed.attempts.practice = false;
    });
    expect(listDrawable(without, { ordinal: 1, topics: null }, bank).size).toBe(18);
    expect(listDrawable(rules, { ordinal: 1, topics: null }, bank).size).toBe(9);
    const fixed = exampleRules((changed) => {
      changed.attempts.practice = true;
      changed.questions.draw = { kind: 'fixed', questionIdsByRound: [[...marked]] };
    });
    expect(listDrawable(fixed, { ordinal: 1, topics: null }, bank)).toEqual(marked);
    expect(drawQuestions(input({ rules: fixed, bank, practice: true })).ok).toBe(false);
  });
});
