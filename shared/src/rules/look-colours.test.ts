import { describe, expect, it } from 'vitest';
import { contrastOf } from './contrast.ts';
import { checkColours, colourChecks, isReadable, nearestPassing, tonesOf } from './look-colours.ts';

describe('the colours of a contest', () => {
  it('[X7] contrast is as WCAG defines it', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
    expect(contrastOf('#c8321f', '#c8321f')).toBe(1);
  });

  it("[X7] the product's own two colours pass in every place", () => {
    expect(checkColours({ main: '#c8321f', accent: '#e8b84a' }).map(({ passes }) => passes)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('[X7] a colour that cannot be read is named with its place and figure', () => {
    const failed = checkColours({ main: '#ffd400', accent: '#123a8c' }).filter(({ passes }) => !passes);
    expect(failed.map(({ colour, where, ratio }) => [colour, where, ratio])).toEqual([
      ['main', 'page-text', 1.3],
      ['main', 'page-button', 1.4],
      ['accent', 'page-badge', 1.6],
      ['accent', 'screen-text', 1.6],
    ]);
  });

  it('[X7] the nearest colour that passes keeps the hue, passes everywhere, and one that passes stays', () => {
    for (let at = 0; at < 216; at += 5) {
      const hex = `#${[at % 6, Math.floor(at / 6) % 6, Math.floor(at / 36)].map((n) => (n * 51).toString(16).padStart(2, '0')).join('')}`;
      for (const colour of ['main', 'accent'] as const) {
        const near = nearestPassing(colour, hex);
        const checks = colourChecks.filter((check) => check.colour === colour);
        expect(checks.every((check) => contrastOf(near, check.with) >= check.atLeast)).toBe(true);
        if (checks.every((check) => contrastOf(hex, check.with) >= check.atLeast)) expect(near).toBe(hex);
      }
    }
    expect(nearestPassing('main', '#2f9e44')).toMatch(/^#[0-3][0-9a-f][78][0-9a-f][0-4][0-9a-f]$/); // still green
  });

  it('[X7] tones made of two colours that pass can be read where the product reads its own', () => {
    for (const main of ['#0b5d3b', '#123a8c', '#7a1fa2', '#a61b1b']) {
      const colours = { main, accent: '#ffd166' };
      expect(isReadable(colours)).toBe(true);
      const tones = tonesOf(colours);
      expect(contrastOf(tones.mainDeep, '#fbf6ea')).toBeGreaterThanOrEqual(4.5);
      expect(contrastOf(tones.mainDeep, '#fffdf7')).toBeGreaterThan(contrastOf(main, '#fffdf7'));
      expect(contrastOf(tones.accentDeep, '#fbf6ea')).toBeGreaterThanOrEqual(4.5);
      expect(contrastOf(tones.accentPale, '#2a1613')).toBeGreaterThanOrEqual(7);
      expect(contrastOf(tones.mainPale, '#211a17')).toBeGreaterThanOrEqual(7);
    }
  });
});
