import { describe, expect, it } from 'vitest';
import { presetOf } from '../presets/preset-of.ts';
import { previewRules } from '../preview-rules.ts';
import { exampleAnswers } from '../test-example-answers.ts';
import { readMandatoryGroups, readSizeTiers, readWeights } from './read-collective-answer.ts';

const read = (schema: typeof readWeights | typeof readSizeTiers | typeof readMandatoryGroups, answer: unknown) => {
  const parsed = schema.safeParse(answer);
  return parsed.success ? parsed.data : null;
};

describe('answers about collective prizes', () => {
  it('[G2] weights are two shares of 100 %', () => {
    expect(read(readWeights, ' 60-40 ')).toEqual([0.6, 0.4]);
    expect(['60-50', '60', '60/40', 60].map((answer) => read(readWeights, answer))).toEqual([null, null, null, null]);
  });

  it('[G2] tiers by size rise', () => {
    expect(read(readSizeTiers, '50: 30%; 100:25,5 %')).toEqual([
      { under: 50, minRate: 0.3 },
      { under: 100, minRate: 0.255 },
    ]);
    expect([read(readSizeTiers, '0'), read(readSizeTiers, 0)]).toEqual([[], []]);
    expect(['100: 30%; 50: 25%', '50: 130%', '50 30%', ''].map((answer) => read(readSizeTiers, answer))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('[G2] mandatory groups are a number of people or a share, under names of their own', () => {
    expect(read(readMandatoryGroups, 'Lãnh đạo: 1 người; Trưởng phòng, phó phòng: 50%')).toEqual([
      { name: 'Lãnh đạo', atLeast: { unit: 'persons', persons: 1 } },
      { name: 'Trưởng phòng, phó phòng', atLeast: { unit: 'share', share: 0.5 } },
    ]);
    for (const answer of ['Lãnh đạo', 'Lãnh đạo: 0 người', 'Lãnh đạo: 1,5 người', 'A: 1 người; a: 50%', 'A: 101%'])
      expect([answer, read(readMandatoryGroups, answer)]).toEqual([answer, null]);
  });

  it('[G1] Hà Giang’s two ladders take one formula, with the conditions as answered', () => {
    const preset = presetOf('ha-giang-dean06-2024');
    const { rules } = previewRules(
      preset,
      exampleAnswers(preset, {
        'prizes.collectiveFormula': 'rate-and-score',
        'prizes.collectiveWeights': '70-30',
        'prizes.collectiveComparison': 'wilson',
        'prizes.collectiveMinRate': 0,
        'prizes.collectiveMandatory': 'Lãnh đạo: 1 người',
      }),
    );
    const judgings = rules?.prizes.collective.map(({ judging }) => judging);
    expect(judgings).toHaveLength(2);
    for (const judging of judgings ?? []) {
      expect(judging).toMatchObject({
        by: 'formula',
        metrics: [
          { metric: 'personsRate', weight: 0.7 },
          { metric: 'meanScore', weight: 0.3 },
        ],
        comparison: { method: 'wilson', z: 1.96 },
        filter: { minRate: null, mandatory: [{ name: 'Lãnh đạo' }] },
      });
    }
  });

  it('[G2] the committee’s own judgement asks nothing further', () => {
    const preset = presetOf('hue-s-2024');
    const preview = previewRules(preset, exampleAnswers(preset, { 'prizes.collectiveFormula': 'committee' }));
    expect(preview.open).toEqual([]);
    expect(preview.rules?.prizes.collective[0]?.judging).toEqual({ by: 'committee' });
  });
});
