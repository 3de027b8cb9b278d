import { describe, expect, it } from 'vitest';
import { sampleUnit } from '../../../../../test/sample-participation.ts';
import { lightsUpAtMs, planLaunch } from './plan-launch.ts';

const communes = (count: number) =>
  Array.from({ length: count }, (_, at) => sampleUnit(`Xã Hương ${at}`, { level: 'COMMUNE' }));
const head = { level: 'COMMUNE', version: 1, source: '', licence: '' };

describe('how the units stand at a launch', () => {
  it('[H21] on their true map where there is one and the names can be read beside it', () => {
    expect(planLaunch(communes(13), [head]).form).toBe('map');
    expect(planLaunch(communes(126), [head]).form).toBe('wall');
    expect(planLaunch(communes(13), [{ ...head, level: 'DISTRICT' }]).form).toBe('wall');
  });
  it('[H21] on tiles only where every unit has its place', () => {
    const placed = communes(6).map((unit, at) => ({ ...unit, tile: [at, 0] as [number, number] }));
    expect(planLaunch(placed, []).form).toBe('tiles');
    expect(planLaunch([...placed, ...communes(7).slice(6)], []).form).toBe('wall');
  });
  it('[H21] the main level alone; one unit is nothing to light', () => {
    const province = sampleUnit('Tỉnh', { level: 'PROVINCE' });
    expect(planLaunch([province, ...communes(20)], []).units).toHaveLength(20);
    expect(planLaunch([province], []).form).toBe('none');
    expect(planLaunch([], []).form).toBe('none');
  });
  it('[H21] too many names for a wall are lamps, and every wall has room for all its units', () => {
    expect(planLaunch(communes(161), []).form).toBe('lights');
    for (let count = 2; count <= 160; count++) {
      const plan = planLaunch(communes(count), []);
      if (plan.form !== 'wall') throw new Error(`${count} communes are no wall`);
      expect(plan.columns).toBeGreaterThanOrEqual(1);
      expect(plan.columns).toBeLessThanOrEqual(Math.min(12, count));
    }
  });
  it('[H21] the units light up one after another within ten seconds, however many they are', () => {
    for (const of of [2, 13, 126, 3000]) {
      const times = Array.from({ length: of }, (_, at) => lightsUpAtMs(at, of));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(new Set(times).size).toBe(of);
      expect(Math.max(...times)).toBeLessThan(10_000);
    }
  });
});
