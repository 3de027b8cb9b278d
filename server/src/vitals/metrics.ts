import { ackBoundsMs } from '@hoithi/shared/rules/ack-times';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What is read at the moment somebody asks, not counted on the way. */
export type Readings = {
  sockets(): Readonly<Record<string, number>>;
  /** By batch: how long its oldest message has been waiting. */
  batchAgesMs(): Readonly<Record<string, number>>;
  stores(): Readonly<Record<string, boolean>>;
  loopDelayMs(): { p50: number; p99: number };
  rankingsWaiting(): number;
};

const seconds = (ms: number): number => ms / 1000;
const batchBoundsMs = [1, 2, 5, 10, 20, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];

/** The house's figures in the words of Prometheus. Each house has a registry of its own. The table: docs/operators.md. SPEC N9. */
export function openMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    acks: new Histogram({
      name: 'hoithi_answer_ack_seconds',
      help: 'From the arrival of an answer to its acknowledgement or refusal, by room.',
      labelNames: ['room'] as const,
      buckets: ackBoundsMs.map(seconds),
      registers,
    }),
    batchItems: new Histogram({
      name: 'hoithi_batch_items',
      help: 'Messages committed together, by batch.',
      labelNames: ['batch'] as const,
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
      registers,
    }),
    batchAge: new Histogram({
      name: 'hoithi_batch_age_seconds',
      help: 'How long the oldest message of a commit had waited when the commit was done, by batch.',
      labelNames: ['batch'] as const,
      buckets: batchBoundsMs.map(seconds),
      registers,
    }),
    refusals: new Counter({
      name: 'hoithi_refusals_total',
      help: 'Refused commands and requests, by code.',
      labelNames: ['code'] as const,
      registers,
    }),
    late: new Counter({
      name: 'hoithi_late_answers_total',
      help: 'Answers refused because they arrived after the lock and its grace.',
      registers,
    }),
    rebuilds: new Counter({
      name: 'hoithi_rankings_rebuilds_total',
      help: 'Rankings made again from the ledger.',
      registers,
    }),
    credit: new Counter({
      name: 'hoithi_lag_credit_seconds_total',
      help: 'Lag credit given to answers that were kept.',
      registers,
    }),
    outages: new Counter({
      name: 'hoithi_store_outages_total',
      help: 'Times that a store was found away, by store.',
      labelNames: ['store'] as const,
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof openMetrics>;

/** The gauges: each is read when somebody asks. Over several processes they add up, but delays, where the worst counts. */
export function addGauges({ registry }: Metrics, read: Readings, startedAtMs: number): void {
  const registers = [registry];
  const byLabel = <L extends string>(
    about: { name: string; help: string; label: L; worst?: boolean },
    values: () => Readonly<Record<string, number>>,
  ) =>
    new Gauge({
      name: about.name,
      help: about.help,
      labelNames: [about.label],
      aggregator: about.worst ? 'max' : 'sum',
      registers,
      collect() {
        this.reset();
        for (const [key, value] of Object.entries(values())) this.set({ [about.label]: key } as never, value);
      },
    });
  const plain = (name: string, help: string, aggregator: 'sum' | 'max' | 'min', value: () => number) =>
    new Gauge({
      name,
      help,
      aggregator,
      registers,
      collect() {
        this.set(value());
      },
    });

  byLabel({ name: 'hoithi_sockets', help: 'Open sockets, by room.', label: 'room' }, read.sockets);
  byLabel(
    {
      name: 'hoithi_batch_waiting_seconds',
      help: 'How long the oldest message of a batch has been waiting, by batch.',
      label: 'batch',
      worst: true,
    },
    () => Object.fromEntries(Object.entries(read.batchAgesMs()).map(([name, ms]) => [name, seconds(ms)])),
  );
  byLabel(
    { name: 'hoithi_store_away', help: '1 while a store does not answer, by store.', label: 'store', worst: true },
    () => Object.fromEntries(Object.entries(read.stores()).map(([name, ok]) => [name, ok ? 0 : 1])),
  );
  byLabel(
    {
      name: 'hoithi_event_loop_delay_seconds',
      help: 'How late the event loop comes, last ten seconds, by quantile.',
      label: 'quantile',
      worst: true,
    },
    () => {
      const { p50, p99 } = read.loopDelayMs();
      return { '0.5': seconds(p50), '0.99': seconds(p99) };
    },
  );
  plain(
    'hoithi_rankings_waiting',
    'Contestants whose new place is not in the rankings yet.',
    'sum',
    read.rankingsWaiting,
  );
  plain('hoithi_resident_memory_bytes', 'Memory of the process.', 'sum', () => process.memoryUsage.rss());
  plain('hoithi_heap_used_bytes', 'JavaScript heap in use.', 'sum', () => process.memoryUsage().heapUsed);
  plain('hoithi_start_time_seconds', 'When the process started.', 'min', () => seconds(startedAtMs));
  plain('hoithi_processes', 'Processes that answered.', 'sum', () => 1);
}
