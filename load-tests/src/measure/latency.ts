import { build, type Histogram } from 'hdr-histogram-js';

/** Milliseconds; null where nothing was recorded. */
export type LatencyFigures = { count: number; p50: number; p99: number; max: number };

export type Latency = { record(tookMs: number): void; figures(): LatencyFigures | null };

/** Latencies to three digits, up to a minute; what is longer counts as a minute. */
export function measureLatency(): Latency {
  const longestUs = 60_000_000;
  const histogram: Histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: longestUs,
    numberOfSignificantValueDigits: 3,
  });
  let longestMs = 0;
  return {
    record(tookMs) {
      longestMs = Math.max(longestMs, tookMs);
      histogram.recordValue(Math.min(longestUs, Math.max(1, Math.round(tookMs * 1000))));
    },
    figures() {
      if (histogram.totalCount === 0) return null;
      return {
        count: histogram.totalCount,
        p50: histogram.getValueAtPercentile(50) / 1000,
        p99: histogram.getValueAtPercentile(99) / 1000,
        max: longestMs,
      };
    },
  };
}
