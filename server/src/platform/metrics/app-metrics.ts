import type { Result } from '@hoithi/shared/contract/result';
import type { BatchOptions } from '../db/batch.ts';
import { addGauges, type Readings } from './gauges.ts';
import { countLastMinute, type LastMinute } from './last-minute.ts';
import { type Metrics, openMetrics } from './registry.ts';

/**
 * What happens in this process, counted where it happens and read by Prometheus and by the organizer's page of the night.
 * Counting costs a few additions; nothing here waits or fails. SPEC N9, N11.
 */
export type AppMetrics = {
  /** A command was answered over a socket, `ms` after it arrived. */
  answered(namespace: string, event: string, ms: number, result: Result<unknown>): void;
  /** A request was answered over HTTP. */
  requested(result: Result<unknown>): void;
  /** An answer to a question was acknowledged or refused, `ms` after it arrived. */
  acked(namespace: string, transport: 'socket' | 'http', ms: number): void;
  /** Options that count a batch's commits. `creditOf`: the lag credit of an item that was saved. */
  batch<T, R>(name: string, creditOf?: (item: T, result: R) => number): BatchOptions<T, R>;
  rebuilt(): void;
  outage(store: string): void;
  lastMinute(): LastMinute;
  /** Adds gauges, which are read once the app is open. */
  read(readings: Readings, startedAtMs: number): void;
  prometheus: Metrics;
};

export function openAppMetrics(elapsedMs: () => number = () => performance.now()): AppMetrics {
  const prometheus = openMetrics();
  const minute = countLastMinute(elapsedMs);

  // Looked up by its labels once, not for each of ten thousand answers.
  const series = new Map<string, { observe(seconds: number): void }>();
  const acked: AppMetrics['acked'] = (namespace, transport, ms) => {
    minute.acked(ms);
    const name = `${namespace} ${transport}`;
    const own = series.get(name) ?? prometheus.acks.labels({ namespace, transport });
    series.set(name, own);
    own.observe(ms / 1000);
  };
  function refused(result: Result<unknown>): void {
    if (result.ok) return;
    const { code } = result.refusal;
    prometheus.refusals.inc({ code });
    if (code === 'fault') minute.fault();
    if (code !== 'answer_too_late') return;
    prometheus.late.inc();
    minute.late();
  }

  return {
    prometheus,
    answered(namespace, event, ms, result) {
      refused(result);
      if (event === 'answer:submit') acked(namespace, 'socket', ms);
    },
    requested: refused,
    acked,
    batch: (name, creditOf) => {
      const items = prometheus.batchItems.labels(name);
      const age = prometheus.batchAge.labels(name);
      return {
        onCommit(committed, results, oldestMs) {
          items.observe(committed.length);
          age.observe(oldestMs / 1000);
          if (!creditOf) return;
          const ms = committed.reduce((sum, item, at) => sum + creditOf(item, results[at] as never), 0);
          if (ms > 0) prometheus.credit.inc(ms / 1000);
        },
      };
    },
    rebuilt: () => prometheus.rebuilds.inc(),
    outage: (store) => prometheus.outages.inc({ store }),
    lastMinute: minute.sum,
    read: (readings, startedAtMs) => addGauges(prometheus, readings, startedAtMs),
  };
}
