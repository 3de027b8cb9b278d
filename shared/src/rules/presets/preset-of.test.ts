import { describe, expect, it } from 'vitest';
import { presetIds } from '../../contract/organizer.ts';
import { presetOf } from './preset-of.ts';

describe('presets', () => {
  it.each(presetIds)('[R3] %s stands under its own name', (id) => {
    expect(presetOf(id).id).toBe(id);
  });

  it('[R3] Hà Tĩnh 2023 carries the dates, hours, numbers and amounts of plan 59/KH-STTTT', () => {
    const { draft, planNo, province } = presetOf('ha-tinh-cds-2023');
    expect([planNo, province, draft.meta?.planDate]).toEqual(['59/KH-STTTT', '42', '2023-10-10']);
    expect(draft.rounds?.map(({ opensAt, closesAt, publishAt }) => [opensAt, closesAt, publishAt])).toEqual([
      ['2023-10-16T00:00:00+07:00', '2023-10-23T00:00:00+07:00', '2023-10-22T20:00:00+07:00'],
      ['2023-10-23T00:00:00+07:00', '2023-10-30T00:00:00+07:00', '2023-10-29T20:00:00+07:00'],
      ['2023-10-30T00:00:00+07:00', '2023-11-06T00:00:00+07:00', '2023-11-05T20:00:00+07:00'],
      ['2023-11-06T00:00:00+07:00', '2023-11-13T00:00:00+07:00', '2023-11-12T20:00:00+07:00'],
    ]);
    expect(draft.questions?.count).toBe(15);
    expect(draft.ladder).toEqual({ keys: ['score', 'elapsed', 'predictionError'], last: 'committee' });
    expect(draft.prediction?.kind).toBe('PARTICIPANT_PERSONS');
    expect(draft.prizes?.round?.map(({ count, amountVnd }) => [count, amountVnd])).toEqual([
      [1, 2_000_000],
      [2, 1_000_000],
      [3, 500_000],
    ]);
    expect(draft.unitTargets?.map(({ minRate }) => minRate)).toEqual([1]);
  });

  it('[R3] what plan 59/KH-STTTT leaves out stays open', () => {
    const { draft } = presetOf('ha-tinh-cds-2023');
    expect(draft.attempts).toEqual({
      policy: null,
      max: null,
      coolDownSeconds: null,
      practice: null,
      counted: null,
      completeOnly: null,
    });
    expect(Object.values(draft.time ?? {}).every((value) => value === null)).toBe(true);
    expect([draft.points?.perQuestion, draft.meta?.contact, draft.caps?.perPersonMax]).toEqual([null, null, null]);
    expect([draft.prediction?.missing, draft.prediction?.targetBasis]).toEqual([null, null]);
  });

  it('[R3] Huế 2024 names thirteen prizes a week without amounts and leaves the ladder open', () => {
    const { draft, province, noticesOfPlan } = presetOf('hue-s-2024');
    expect(province).toBe('46');
    expect(draft.rounds?.map(({ opensAt }) => opensAt?.slice(0, 10))).toEqual([
      '2024-10-28',
      '2024-11-04',
      '2024-11-11',
      '2024-11-18',
    ]);
    expect(draft.rounds?.every(({ publishAt }) => publishAt === null)).toBe(true);
    expect(draft.prizes?.round?.map(({ count, amountVnd }) => [count, amountVnd])).toEqual([
      [1, null],
      [3, null],
      [4, null],
      [5, null],
    ]);
    expect(draft.ladder).toEqual({ keys: null, last: null });
    expect(draft.prediction).toEqual({ kind: 'ALL_CORRECT_PERSONS', role: null, missing: null, targetBasis: null });
    expect(noticesOfPlan.map(({ id }) => id)).toContain('plan.collective-basis-differs');
  });

  it('[R3] Hà Giang 2024 allows unlimited attempts, asks no prediction and gives no turns between its weeks', () => {
    const { draft, province } = presetOf('ha-giang-dean06-2024');
    expect(province).toBe('02');
    expect(draft.rounds?.map(({ opensAt, closesAt }) => [opensAt, closesAt])).toEqual([
      ['2024-09-09T07:30:00+07:00', null],
      [null, null],
      [null, '2024-09-29T23:50:00+07:00'],
    ]);
    expect(draft.attempts?.policy).toBe('unlimited');
    expect([draft.prediction, draft.questions?.count, draft.ladder?.keys, draft.attempts?.counted]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    const collective = draft.prizes?.collective ?? [];
    const ladder = collective.flatMap((award) => award.ladder ?? []);
    expect(ladder.reduce((sum, { count, amountVnd }) => sum + (count ?? 0) * (amountVnd ?? 0), 0)).toBe(65_000_000);
    expect(draft.unitTargets?.map(({ minRate }) => minRate)).toEqual([0.7]);
  });

  it('[R3] Huế 2023 borrows nothing from 2024: no prediction, no prizes, no exclusions', () => {
    const { draft } = presetOf('hue-s-2023');
    expect(draft.rounds).toHaveLength(5);
    expect(draft.rounds?.at(-1)?.closesAt).toBe('2023-11-27T00:00:00+07:00');
    expect([draft.prediction, draft.exclusions, draft.prizes?.round, draft.prizes?.collective]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([draft.questions?.count, draft.ladder?.last, draft.profile?.fields]).toEqual([null, null, null]);
  });

  it('[G1] each plan carries its collective ladder and leaves the formula open', () => {
    const laddersOf = (id: (typeof presetIds)[number]) =>
      presetOf(id).draft.prizes?.collective?.map(({ compete, judging, ladder }) => ({
        levels: compete?.levels ?? null,
        judging,
        counts: ladder?.map(({ rank, count }) => [rank, count]),
      })) ?? null;
    expect(laddersOf('hue-s-2024')).toEqual([{ levels: null, judging: null, counts: [[null, 10]] }]);
    const oneEach = [
      ['FIRST', 1],
      ['SECOND', 1],
      ['THIRD', 1],
    ];
    expect(laddersOf('ha-tinh-cds-2023')).toEqual([{ levels: null, judging: null, counts: oneEach }]);
    expect(laddersOf('ha-giang-dean06-2024')).toEqual([
      { levels: ['DISTRICT'], judging: null, counts: [...oneEach, ['CONSOLATION', 2]] },
      {
        levels: ['COMMUNE'],
        judging: null,
        counts: [
          ['FIRST', 1],
          ['SECOND', 2],
          ['THIRD', 3],
          ['CONSOLATION', 5],
        ],
      },
    ]);
    expect(laddersOf('hue-s-2023')).toBeNull();
  });
});
