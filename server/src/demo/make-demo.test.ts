import { createHash } from 'node:crypto';
import { expandRounds } from '@hoithi/shared/rulebook/judge/expand-rounds';
import { describe, expect, it } from 'vitest';
import { demoRulebook } from './demo-rules.ts';
import { type DemoTable, makeDemo } from './make-demo.ts';
import { readDemoContent } from './seed-demo.ts';

const hourMs = 3_600_000;
const content = await readDemoContent();
const demo = makeDemo(content);
const rowsOf = (name: string) => demo.tables.find((table) => table.name === name)?.rows ?? [];

describe('the demo', () => {
  it('[D3] is the same in every row whenever it is made', { timeout: 60_000 }, () => {
    const hashOf = (tables: readonly DemoTable[]) => createHash('sha256').update(JSON.stringify(tables)).digest('hex');
    expect(hashOf(makeDemo(content).tables)).toBe(hashOf(demo.tables));
  });

  it.each([0, 5, 12, 23.99])(
    '[D3] started at hour %d, every attempt is within its round and before the start',
    (hour) => {
      const startMs = Date.parse('2026-03-10T00:00:00+07:00') + hour * hourMs;
      const ordinals = new Map(rowsOf('rounds').map((round) => [round.id, round.ordinal]));
      const times = expandRounds(demoRulebook(startMs)).map((round) => [round.opensAtMs, round.closesAtMs] as const);
      const outside = rowsOf('submissions').filter((row) => {
        const [opensAtMs = 0, closesAtMs = 0] = times[Number(ordinals.get(row.round_id)) - 1] ?? [];
        const [startedAtMs, atMs] = [startMs + Number(row.started_at_ms), startMs + Number(row.at_ms)];
        return startedAtMs < opensAtMs || atMs >= closesAtMs || atMs >= startMs;
      });
      expect(outside).toEqual([]);
      expect(times.findIndex(([opensAtMs, closesAtMs]) => opensAtMs <= startMs && startMs < closesAtMs)).toBe(2);
    },
  );

  it('[D3] two rounds are over, one is open, one is to come, and thousands take part', () => {
    const ordinals = new Map(rowsOf('rounds').map((round) => [round.id, round.ordinal]));
    const counts = new Map<unknown, number>();
    for (const { round_id } of rowsOf('submissions'))
      counts.set(ordinals.get(round_id), (counts.get(ordinals.get(round_id)) ?? 0) + 1);
    expect([...counts.keys()]).toEqual([1, 2, 3]);
    expect(Math.min(...counts.values())).toBeGreaterThan(500);
    expect(rowsOf('people').length).toBeGreaterThan(1_000);
  });
});
