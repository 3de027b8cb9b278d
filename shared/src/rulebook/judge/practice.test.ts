import { describe, expect, it } from 'vitest';
import type { RulebookFile } from '../model/rulebook.ts';
import { exampleRulebook } from '../test-rulebook.ts';
import { drawAttempt } from './draw-attempt.ts';
import { listDrawable, listForPractice } from './drawable.ts';
import { expandRounds } from './expand-rounds.ts';

const bank = Array.from({ length: 12 }, (_, n) => ({
  ...{ questionId: `q${n}`, topic: n < 8 ? 'luat' : 'khac', level: null, practice: n % 2 === 0 },
}));
const marked = new Set(bank.filter(({ practice }) => practice).map(({ questionId }) => questionId));
const of = (topic: string) => bank.filter((each) => each.topic === topic).map(({ questionId }) => questionId);

/** A round of four questions on 'luat', whose practice draws from the same topic. */
const round = (change?: (series: RulebookFile['rounds'][number]) => void) =>
  expandRounds(
    exampleRulebook((file) => {
      const series = file.rounds[0]!;
      const [part] = series.parts;
      if (part?.kind === 'quiz') for (const paper of part.papers) paper.count = 4;
      series.practice = { topics: ['luat'] };
      change?.(series);
    }),
  )[0]!;
const draw = (from: ReturnType<typeof round>, practice: boolean, seed = 's') => {
  const taker = { seen: new Set<string>(), audience: null };
  return drawAttempt(from, { bank, practice, taker, isIn: () => true, seed });
};

describe('practice of a rulebook', () => {
  it('[A10a] draws the questions marked for it alone, and an attempt that counts draws none of them', () => {
    for (let seed = 0; seed < 30; seed++) {
      const [practised, counted] = [draw(round(), true, `${seed}`), draw(round(), false, `${seed}`)];
      expect(practised.ok && practised.value.every((id) => marked.has(id))).toBe(true);
      expect(counted.ok && counted.value.some((id) => marked.has(id))).toBe(false);
      expect([practised, counted].map((each) => each.ok && each.value.length)).toEqual([4, 4]);
    }
    expect([...listDrawable(round(), bank)]).toEqual(of('luat').filter((id) => !marked.has(id)));
  });

  it('[A10a] a round without practice, and one none of whose questions is marked, has none', () => {
    const without = round((series) => {
      delete series.practice;
    });
    const unmarked = round((series) => {
      series.practice = { topics: ['khong-co'] };
    });
    for (const each of [without, unmarked]) {
      expect(listForPractice(each, bank)).toEqual([]);
      expect(draw(each, true)).toMatchObject({ ok: false, refusal: { code: 'practice_off' } });
    }
    expect(listDrawable(without, bank).size).toBe(of('luat').length);
  });

  it('[A10a] a question of a fixed paper counts, whatever its mark', () => {
    const fixed = round((series) => {
      const [part] = series.parts;
      if (part?.kind !== 'quiz') return;
      for (const paper of part.papers) paper.draw = { kind: 'fixed', questionIds: ['q2', 'q0', 'q4', 'q1'] };
    });
    expect([...listDrawable(fixed, bank)]).toEqual(['q2', 'q0', 'q4', 'q1']);
    expect(listForPractice(fixed, bank).map(({ questionId }) => questionId)).toEqual(['q6']);
  });
});
