import type { UnitRace } from '@hoithi/shared/contract/public-participation';

export type RaceMeasure = 'rate' | 'persons';
export type RaceStep = 'hour' | 'day';
export type RaceBar = { code: string; name: string; value: number; persons: number; headcount: number | null };
export type RaceFrame = { atMs: number; bars: RaceBar[] };
export type Race = { frames: RaceFrame[]; valueMax: number };

const dayMs = 86_400_000;
const zoneMs = 7 * 3_600_000;
const names = new Intl.Collator('vi', { numeric: true });

/**
 * Everybody at each instant, best first; equal values stand by name, so that floors do not tell who came first. By day
 * only the figures at the end of each day in Vietnam remain, and those of the last instant. SPEC U23.
 */
export function raceFrames(race: UnitRace, measure: RaceMeasure, step: RaceStep): Race {
  const series = race.series.filter((one) => measure === 'persons' || (one.headcount ?? 0) > 0);
  const measured = (one: (typeof series)[number], i: number): number =>
    (one.persons[i] ?? 0) / (measure === 'rate' ? (one.headcount ?? 1) : 1);
  const frames = race.atMs.flatMap((atMs, i) => {
    const last = i === race.atMs.length - 1;
    if (step === 'day' && !last && (atMs + zoneMs) % dayMs !== 0) return [];
    const bars = series
      .map((one) => ({
        code: one.code,
        name: one.name,
        value: measured(one, i),
        persons: one.persons[i] ?? 0,
        headcount: one.headcount,
      }))
      .sort((a, b) => b.value - a.value || names.compare(a.name, b.name));
    return [{ atMs, bars }];
  });
  const valueMax = Math.max(0, ...frames.flatMap(({ bars }) => bars.map(({ value }) => value)));
  return { frames, valueMax };
}

/** Values over time of those who lead at the end. */
export function raceLines(race: Race, top: number): { code: string; name: string; values: number[] }[] {
  const leaders = race.frames.at(-1)?.bars.slice(0, top) ?? [];
  return leaders.map(({ code, name }) => ({
    code,
    name,
    values: race.frames.map(({ bars }) => bars.find((bar) => bar.code === code)?.value ?? 0),
  }));
}
