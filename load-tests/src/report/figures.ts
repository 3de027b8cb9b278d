import type { LatencyFigures } from '../measure/latency.ts';

/** Figures as they stand in a report. */
export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)}`;
export const share = (part: number): string => `${Math.round(part * 100)} %`;
export const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MiB`;
export const kibibytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;

export const latencyOf = (figures: LatencyFigures | null): string =>
  figures === null ? 'none' : `${ms(figures.p50)} / ${ms(figures.p99)} / ${ms(figures.max)} ms (${figures.count})`;

export const countsOf = (counts: ReadonlyMap<string, number>): string =>
  counts.size === 0 ? '0' : [...counts].map(([name, count]) => `${name}: ${count}`).join('; ');
