import { ackBoundsMs } from '@hoithi/shared/rules/ack-times';
import { Counter, Histogram, Registry } from 'prom-client';

const seconds = (ms: number): number => ms / 1000;
const batchBoundsMs = [1, 2, 5, 10, 20, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];

/** The metrics of one app in a registry of their own. The table: docs/operators.md. SPEC N9. */
export function openMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    acks: new Histogram({
      name: 'hoithi_answer_ack_seconds',
      help: 'From the arrival of an answer to its acknowledgement or refusal, by namespace and transport.',
      labelNames: ['namespace', 'transport'] as const,
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
      help: 'Rankings rebuilt from the ledger.',
      registers,
    }),
    credit: new Counter({
      name: 'hoithi_lag_credit_seconds_total',
      help: 'Lag credit given to answers that were saved.',
      registers,
    }),
    outages: new Counter({
      name: 'hoithi_store_outages_total',
      help: 'Times that a store was found unavailable, by store.',
      labelNames: ['store'] as const,
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof openMetrics>;
