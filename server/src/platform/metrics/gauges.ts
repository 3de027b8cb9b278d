import { getHeapSpaceStatistics } from 'node:v8';
import { Gauge } from 'prom-client';
import type { Metrics } from './registry.ts';

/** Something that is bounded: how much of it is taken, and how much there is. */
export type Bound = { used: number; max: number };
export type Bounds = Readonly<Record<string, Bound>>;

/** What is read when metrics are requested, not counted as it happens. */
export type Readings = {
  sockets(): Readonly<Record<string, number>>;
  /** By batch: how long its oldest message has been waiting. */
  batchAgesMs(): Readonly<Record<string, number>>;
  stores(): Readonly<Record<string, boolean>>;
  loopDelayMs(): { p50: number; p99: number };
  rankingsWaiting(): number;
  bounds(): Bounds;
};

const seconds = (ms: number): number => ms / 1000;
type Values = () => Readonly<Record<string, number>>;
type About = { name: string; help: string; label: string; worst?: boolean };

/** Gauges of one registry, each read when metrics are requested. */
function gaugesOf({ registry }: Metrics) {
  const registers = [registry];
  return {
    byLabel: ({ name, help, label, worst }: About, values: Values) =>
      new Gauge({
        name,
        help,
        labelNames: [label],
        aggregator: worst ? 'max' : 'sum',
        registers,
        collect() {
          this.reset();
          for (const [key, value] of Object.entries(values())) this.set({ [label]: key }, value);
        },
      }),
    plain: (name: string, help: string, aggregator: 'sum' | 'max' | 'min', value: () => number) =>
      new Gauge({
        name,
        help,
        aggregator,
        registers,
        collect() {
          this.set(value());
        },
      }),
  };
}

/** Over several processes they add up, but delays and what is full, where the worst counts. SPEC N9. */
export function addGauges(metrics: Metrics, read: Readings, startedAtMs: number): void {
  const { byLabel, plain } = gaugesOf(metrics);
  const mapped = <T>(from: Readonly<Record<string, T>>, to: (value: T) => number) =>
    Object.fromEntries(Object.entries(from).map(([name, value]) => [name, to(value)]));

  byLabel({ name: 'hoithi_sockets', help: 'Open sockets, by namespace.', label: 'namespace' }, read.sockets);
  byLabel(
    {
      name: 'hoithi_batch_waiting_seconds',
      help: 'How long the oldest message of a batch has been waiting, by batch.',
      label: 'batch',
      worst: true,
    },
    () => mapped(read.batchAgesMs(), seconds),
  );
  byLabel(
    {
      name: 'hoithi_store_unavailable',
      help: '1 while a store does not answer, by store.',
      label: 'store',
      worst: true,
    },
    () => mapped(read.stores(), (ok) => (ok ? 0 : 1)),
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
  plain('hoithi_start_time_seconds', 'When the process started.', 'min', () => seconds(startedAtMs));
  plain('hoithi_processes', 'Processes that answered.', 'sum', () => 1);

  const bounded = (name: string, help: string, worst: boolean, of: (bound: Bound) => number) =>
    byLabel({ name, help, label: 'bound', worst }, () => mapped(read.bounds(), of));
  bounded('hoithi_bound_used', 'How much of what is bounded is taken, by bound.', false, ({ used }) => used);
  bounded('hoithi_bound_max', 'How much of it there is, by bound.', false, ({ max }) => max);
  bounded('hoithi_bound_full_ratio', 'Taken of all, in the process where it is fullest, by bound.', true, fullness);
  addMemory(metrics);
}

/** A bound of 0 is switched off, not full. */
const fullness = ({ used, max }: Bound): number => (max === 0 ? 0 : used / max);

/** Of each process separately: the sum would hide one that grows without end. */
function addMemory(metrics: Metrics): void {
  const { byLabel } = gaugesOf(metrics);
  const own = String(process.pid);
  const ofProcess = (name: string, help: string, bytes: () => number) =>
    byLabel({ name, help, label: 'process' }, () => ({ [own]: bytes() }));
  ofProcess('hoithi_resident_memory_bytes', 'Memory of the process.', () => process.memoryUsage.rss());
  ofProcess('hoithi_heap_used_bytes', 'JavaScript heap in use.', () => process.memoryUsage().heapUsed);
  ofProcess(
    'hoithi_external_memory_bytes',
    'Memory outside of the heap that JavaScript objects use.',
    () => process.memoryUsage().external,
  );
  new Gauge({
    name: 'hoithi_heap_space_used_bytes',
    help: 'JavaScript heap in use, by space of the heap.',
    labelNames: ['process', 'space'],
    registers: [metrics.registry],
    collect() {
      for (const { space_name, space_used_size } of getHeapSpaceStatistics())
        this.set({ process: own, space: space_name.replace(/_space$/, '') }, space_used_size);
    },
  });
}
