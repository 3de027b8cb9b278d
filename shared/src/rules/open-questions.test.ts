import { describe, expect, it } from 'vitest';
import { presetIds } from '../contract/organizer.ts';
import { openQuestions } from './open-questions.ts';
import { planQuestions } from './plan-questions/plan-questions.ts';
import { presetOf } from './presets/preset-of.ts';

const idsOf = (id: (typeof presetIds)[number]) => openQuestions(presetOf(id).draft).map((question) => question.id);

describe('open questions', () => {
  it('[R3] every question has its own id', () => {
    expect(new Set(planQuestions.map(({ id }) => id)).size).toBe(planQuestions.length);
  });

  it.each(presetIds)('[O1] %s asks for its first opening, then in a clerk’s order', (id) => {
    const ids = idsOf(id);
    expect(ids[0]).toBe('rounds.firstOpensAt');
    expect(ids.at(-1)).toBe('privacy.retentionDays');
  });

  it('[R3] the plan’s own first date is the example, never an answer', () => {
    const [first] = openQuestions(presetOf('ha-tinh-cds-2023').draft);
    expect(first?.example).toBe('2023-10-16T00:00:00+07:00');
  });

  it('[R4] Hà Tĩnh is asked for a closing hour, because the plan publishes before the week is over', () => {
    expect(idsOf('ha-tinh-cds-2023')).toContain('rounds.closingHour');
    expect(idsOf('hue-s-2024')).not.toContain('rounds.closingHour');
  });

  it('[R3] what a plan states is not asked again', () => {
    const stated = ['questions.count', 'ladder.keys', 'ladder.last', 'exclusions', 'prizes.round', 'profile.fields'];
    expect(idsOf('ha-tinh-cds-2023').filter((id) => stated.includes(id))).toEqual([]);
    expect(idsOf('hue-s-2023').filter((id) => stated.includes(id))).toHaveLength(stated.length);
  });

  it('[R3] a value that may be none is asked as well', () => {
    expect(idsOf('hue-s-2024')).toEqual(
      expect.arrayContaining(['time.attemptSeconds', 'rounds.publishAt', 'prediction']),
    );
    expect(idsOf('ha-giang-dean06-2024')).toEqual(expect.arrayContaining(['prediction', 'rounds.boundaries']));
  });

  it('[R3] with unlimited attempts the cool-down and the counted attempt are asked, with one attempt they are not', () => {
    expect(idsOf('ha-giang-dean06-2024')).toEqual(
      expect.arrayContaining(['attempts.counted', 'attempts.coolDownSeconds']),
    );
    const draft = presetOf('ha-tinh-cds-2023').draft;
    const single = { ...draft, attempts: { ...draft.attempts!, policy: 'per-round' as const, max: 1 } };
    expect(openQuestions(single).map(({ id }) => id)).not.toContain('attempts.counted');
  });

  it('[O1] choices carry a value and words alone', () => {
    for (const { choices } of openQuestions(presetOf('hue-s-2023').draft)) {
      for (const choice of choices ?? []) expect(Object.keys(choice).toSorted()).toEqual(['label', 'value']);
    }
  });

  it('[O1] an example of a choice is one of its choices', () => {
    const chosen = openQuestions(presetOf('hue-s-2023').draft).filter(({ kind }) => kind === 'choice');
    expect(chosen.length).toBeGreaterThan(10);
    for (const { choices, example } of chosen) expect(choices?.map(({ value }) => value)).toContain(example);
  });
});
