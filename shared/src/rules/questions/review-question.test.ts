import { describe, expect, it } from 'vitest';
import { questionStates } from '../../contract/banks.ts';
import { moveQuestion, withWriter, writersAfter } from './review-question.ts';

describe('reviewing a question', () => {
  it('[Q13] a draft is reviewed, then approved, by somebody who did not write it', () => {
    const draft = { state: 'draft', writers: ['a'] } as const;
    expect(moveQuestion(draft, 'reviewed', 'b').ok).toBe(true);
    expect(moveQuestion(draft, 'reviewed', 'a')).toEqual({ ok: false, refusal: { code: 'own_question' } });
    expect(moveQuestion({ ...draft, state: 'reviewed' }, 'approved', 'a')).toMatchObject({
      refusal: { code: 'own_question' },
    });
    expect(moveQuestion(draft, 'approved', 'b')).toEqual({
      ok: false,
      refusal: { code: 'question_state', state: 'draft' },
    });
  });

  it('[Q13] whoever changed a word of it since its approval is its writer too; approval ends the list', () => {
    const writers = withWriter(withWriter(['a'], 'b'), 'a');
    expect(writers).toEqual(['a', 'b']);
    expect(moveQuestion({ state: 'reviewed', writers }, 'approved', 'b').ok).toBe(false);
    expect(writersAfter(writers, 'approved')).toEqual([]);
    expect(writersAfter(writers, 'reviewed')).toEqual(writers);
  });

  it('[Q13] a writer may withdraw, take out and bring back; nothing becomes approved from there', () => {
    for (const state of questionStates)
      expect([state, moveQuestion({ state, writers: ['a'] }, 'removed', 'a').ok]).toEqual([state, state !== 'removed']);
    const removed = { state: 'removed', writers: ['a'] } as const;
    expect(questionStates.filter((to) => moveQuestion(removed, to, 'a').ok)).toEqual(['draft']);
  });
});
