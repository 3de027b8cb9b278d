import { describe, expect, it } from 'vitest';
import { listLevels, mainLevel } from './main-level.ts';

const unit = (level: string, part: { headcount?: number; tile?: [number, number] } = {}) => ({
  level,
  headcount: part.headcount ?? null,
  tile: part.tile ?? null,
});

describe('levels of a contest', () => {
  it('[U21] known levels come first, then own words by name; a level of one unit is left out', () => {
    const units = ['Tổ dân phố', 'Chi bộ', 'COMMUNE', 'DISTRICT', 'PROVINCE'].flatMap((level) =>
      level === 'PROVINCE' ? [unit(level)] : [unit(level), unit(level)],
    );
    expect(listLevels(units)).toEqual(['DISTRICT', 'COMMUNE', 'Chi bộ', 'Tổ dân phố']);
    expect(listLevels([unit('AGENCY')])).toEqual(['AGENCY']);
  });

  it('[U21] the main level has places on the map, else the most rated units; a heading is none', () => {
    const agencies = [unit('AGENCY', { headcount: 5 }), unit('AGENCY', { headcount: 5 })];
    const blocks = Array.from({ length: 5 }, () => unit('BLOCK', { headcount: 90 }));
    expect(mainLevel([...blocks, ...agencies])).toBe('AGENCY');
    expect(mainLevel([...agencies, unit('DISTRICT', { tile: [1, 1] }), unit('DISTRICT', { tile: [2, 1] })])).toBe(
      'DISTRICT',
    );
    expect(mainLevel([])).toBeNull();
  });
});
