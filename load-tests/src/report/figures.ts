import type { LatencyFigures } from '../measure/latency.ts';
import type { Traffic } from '../wire/device.ts';

/** Figures as they stand in a report. */
export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)}`;
export const share = (part: number): string => `${Math.round(part * 100)} %`;
export const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MiB`;
export const kibibytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;

export const latencyOf = (figures: LatencyFigures | null): string =>
  figures === null ? 'none' : `${ms(figures.p50)} / ${ms(figures.p99)} / ${ms(figures.max)} ms (${figures.count})`;

export const countsOf = (counts: ReadonlyMap<string, number>): string =>
  counts.size === 0 ? '0' : [...counts].map(([name, count]) => `${name}: ${count}`).join('; ');

export const microseconds = (cpuMs: number, count: number): string =>
  count === 0 ? 'none' : `${Math.round((cpuMs * 1000) / count)} µs`;

/** Of an even count the upper one. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Processor time of a thousand, from that of some. */
export const costOfThousand = (cpuMs: number, count: number): string =>
  count === 0 ? 'none' : `${(cpuMs / count).toFixed(2)} s`; // milliseconds each are seconds a thousand

/** Bytes of a thousand people for one question each: as many kilobytes as each one's bytes. */
export const bytesOf = ({ receivedBytes, sentBytes }: Traffic, questions: number): string =>
  questions === 0
    ? 'none'
    : `${Math.round(receivedBytes / questions)} kB to them, ${Math.round(sentBytes / questions)} kB from them`;
