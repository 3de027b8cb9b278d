import { describe, expect, it } from 'vitest';
import { presetIds, type RulesAnswers } from '../contract/organizer.ts';
import { applyAnswers, openQuestions } from './open-questions.ts';
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

const haTinh = presetOf('ha-tinh-cds-2023').draft;
const haGiang = presetOf('ha-giang-dean06-2024').draft;
const hue = presetOf('hue-s-2024').draft;
const roundsOf = (draft: typeof haTinh, answers: RulesAnswers) =>
  applyAnswers(draft, answers).draft.rounds?.map(({ opensAt, closesAt, publishAt }) => [opensAt, closesAt, publishAt]);

describe('answers to open questions', () => {
  it('[O1] a new first opening moves every round and its publishing by the same whole days', () => {
    const rounds = roundsOf(haTinh, { 'rounds.firstOpensAt': '2026-03-02T00:00:00+07:00' });
    expect(rounds?.[0]).toEqual([
      '2026-03-02T00:00:00+07:00',
      '2026-03-09T00:00:00+07:00',
      '2026-03-08T20:00:00+07:00',
    ]);
    expect(rounds?.[3]).toEqual([
      '2026-03-23T00:00:00+07:00',
      '2026-03-30T00:00:00+07:00',
      '2026-03-29T20:00:00+07:00',
    ]);
  });

  it('[O1] its hour is the opening of every round and moves no closing', () => {
    const rounds = roundsOf(haTinh, { 'rounds.firstOpensAt': '2026-03-02T07:30:00+07:00' });
    expect(rounds?.[1]).toEqual([
      '2026-03-09T07:30:00+07:00',
      '2026-03-16T00:00:00+07:00',
      '2026-03-15T20:00:00+07:00',
    ]);
  });

  it('[O1] an instant written in another offset is the same instant', () => {
    const rounds = roundsOf(haTinh, { 'rounds.firstOpensAt': '2026-03-01T17:00:00Z' });
    expect(rounds?.[0]?.[0]).toBe('2026-03-02T00:00:00+07:00');
  });

  it('[R2] a closing hour is an hour of the round’s last day', () => {
    const rounds = roundsOf(haTinh, { 'rounds.closingHour': '18:00' });
    expect(rounds?.map(([, closesAt]) => closesAt)).toEqual([
      '2023-10-22T18:00:00+07:00',
      '2023-10-29T18:00:00+07:00',
      '2023-11-05T18:00:00+07:00',
      '2023-11-12T18:00:00+07:00',
    ]);
    expect(roundsOf(haTinh, { 'rounds.closingHour': '24:00' })?.[0]?.[1]).toBe('2023-10-23T00:00:00+07:00');
  });

  it('[R3] the turns between Hà Giang’s weeks have the stated hours, or follow without a gap', () => {
    expect(roundsOf(haGiang, { 'rounds.boundaries': 'same-hours' })).toEqual([
      ['2024-09-09T07:30:00+07:00', '2024-09-15T23:50:00+07:00', null],
      ['2024-09-16T07:30:00+07:00', '2024-09-22T23:50:00+07:00', null],
      ['2024-09-23T07:30:00+07:00', '2024-09-29T23:50:00+07:00', null],
    ]);
    expect(roundsOf(haGiang, { 'rounds.boundaries': 'continuous' })?.[0]?.[1]).toBe('2024-09-16T07:30:00+07:00');
  });

  it('[O1] publishing is counted from the round’s last day, also where it closes at 24:00', () => {
    expect(roundsOf(hue, { 'rounds.publishAt': 'D+1 10:00' })?.[0]?.[2]).toBe('2024-11-04T10:00:00+07:00');
    expect(roundsOf(hue, { 'rounds.publishAt': 'by-hand' })?.[0]?.[2]).toBeNull();
  });

  it('[R3] what the plan states cannot be overruled by an answer', () => {
    const { draft, taken, issues } = applyAnswers(haTinh, { 'questions.count': 30, 'ladder.last': 'draw' });
    expect([draft.questions?.count, draft.ladder?.last, taken.size, issues]).toEqual([15, 'committee', 0, []]);
  });

  it('[R3] a prediction must be of what the plan names', () => {
    const parts = { role: 'tie-break', missing: 'ranks-last', targetBasis: 'as-closed' };
    expect(applyAnswers(haTinh, { prediction: { kind: 'ATTEMPTS', ...parts } }).issues).toHaveLength(1);
    expect(applyAnswers(haTinh, { prediction: null }).issues).toHaveLength(1);
    const right = applyAnswers(haTinh, { prediction: { kind: 'PARTICIPANT_PERSONS', ...parts } });
    expect([right.issues, right.draft.prediction?.missing]).toEqual([[], 'ranks-last']);
  });

  it('[R3] where the plan has no prediction, none is an answer', () => {
    const { draft, taken } = applyAnswers(haGiang, { prediction: null });
    expect([draft.prediction, taken.has('prediction')]).toEqual([null, true]);
  });

  it('[R3] zero means no limit', () => {
    const { draft, taken } = applyAnswers(haTinh, { 'time.attemptSeconds': 0, 'caps.perPersonMax': '0' });
    expect([draft.time?.attemptSeconds, draft.caps?.perPersonMax]).toEqual([null, null]);
    expect(taken).toEqual(new Set(['time.attemptSeconds', 'caps.perPersonMax']));
  });

  it('[A9] unlimited attempts have no number, a single attempt needs no choice of the counted one', () => {
    expect(applyAnswers(hue, { 'attempts.policy': 'unlimited' }).draft.attempts).toMatchObject({
      policy: 'unlimited',
      max: null,
    });
    expect(applyAnswers(hue, { 'attempts.policy': 'per-round 1' }).draft.attempts).toMatchObject({
      max: 1,
      counted: 'first',
    });
  });

  it('[L1] a ladder is taken in the order given, and never with a key twice or unknown', () => {
    const keys = ['score', 'predictionError', 'submittedAt'];
    expect(applyAnswers(hue, { 'ladder.keys': keys }).draft.ladder?.keys).toEqual(keys);
    expect(applyAnswers(hue, { 'ladder.keys': ['score', 'score'] }).issues).toHaveLength(1);
    expect(applyAnswers(hue, { 'ladder.keys': ['luck'] }).issues).toHaveLength(1);
    expect(applyAnswers(hue, { 'ladder.keys': [] }).issues).toHaveLength(1);
  });

  it.each([
    ['questions.form', 'seven'],
    ['rounds.firstOpensAt', '02/03/2026'],
    ['rounds.firstOpensAt', '2026-03-02T00:00:00'],
    ['rounds.closingHour', '25:00'],
    ['rounds.closingHour', 1800],
    ['time.attemptSeconds', 5],
    ['time.attemptSeconds', 10.5],
    ['time.attemptSeconds', 'nhiều'],
    ['attempts.practice', 'maybe'],
    ['questions.topics', 'Chủ đề 1'],
    ['questions.topics', ' , '],
    ['meta.contact', '   '],
    ['privacy.retentionDays', 0],
    ['privacy.retentionDays', null],
    ['no.such.question', 1],
  ])('[O1] %s answered with %j changes nothing and is reported by its id', (id, answer) => {
    const { draft, issues, taken } = applyAnswers(haTinh, { [id]: answer });
    expect(draft).toEqual(haTinh);
    expect(taken.size).toBe(0);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatch(new RegExp(`^${id.replaceAll('.', '\\.')}: .+`));
  });

  it('[O1] a preset is never changed by answers', () => {
    const before = structuredClone(haTinh);
    applyAnswers(haTinh, { 'rounds.firstOpensAt': '2026-03-02T00:00:00+07:00', 'time.attemptSeconds': 600 });
    expect(haTinh).toEqual(before);
  });
});
