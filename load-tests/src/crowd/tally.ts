import type { RefusalCode } from '@hoithi/shared/contract/refusal';
import { type Latency, measureLatency } from '../measure/latency.ts';
import { openTraffic, type Traffic } from '../wire/device.ts';

/** What one contestant received, to be compared with the ledger afterwards. */
export type Sitting = {
  cookie: string;
  attemptId: string;
  /** Every answer that was acknowledged. */
  answers: { answerId: string; questionId: string; optionIds: string[] }[];
  predicted: number | null;
  /** The receipt's count of answers once it was handed in. */
  submitted: number | null;
};

/** What the crowd received. */
export type Tally = {
  join: Latency; // from the first byte to the contest's view
  start: Latency;
  answer: Latency;
  controlAnswer: Latency; // the usual client library
  predict: Latency;
  submit: Latency;
  /** A command that touches no store: the bare connection and loop, in the same run. */
  clock: Latency;
  connected: number;
  started: number;
  answered: number;
  submitted: number;
  /** All connections of the crowd but those of the usual client library. */
  traffic: Traffic;
  refusals: Map<RefusalCode, number>;
  faults: Map<string, number>;
  sittings: Sitting[];
};

export function openTally(): Tally {
  return {
    join: measureLatency(),
    start: measureLatency(),
    answer: measureLatency(),
    controlAnswer: measureLatency(),
    predict: measureLatency(),
    submit: measureLatency(),
    clock: measureLatency(),
    connected: 0,
    started: 0,
    answered: 0,
    submitted: 0,
    traffic: openTraffic(),
    refusals: new Map(),
    faults: new Map(),
    sittings: [],
  };
}

export function countUp<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
