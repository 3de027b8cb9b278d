import { describe, expect, it } from 'vitest';
import { ShowCue } from './show-file.ts';

describe("the show file's cue of participation", () => {
  it('[U27] [H1] a file of an earlier version, without level and forms, shows the map of the main level', () => {
    expect(ShowCue.parse({ kind: 'participation' })).toEqual({
      kind: 'participation',
      title: null,
      level: null,
      forms: ['map'],
    });
  });
  it('[U27] [H1] an unknown form, none at all and an empty level are refused', () => {
    for (const wrong of [{ forms: ['bars'] }, { forms: [] }, { level: ' ' }])
      expect(ShowCue.safeParse({ kind: 'participation', ...wrong }).success).toBe(false);
  });
});
