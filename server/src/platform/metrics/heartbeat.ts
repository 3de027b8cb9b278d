import type { ConnectionCount, StoreName } from '@hoithi/shared/contract/night';
import type { Part } from './health.ts';
import type { LastMinute } from './last-minute.ts';

/** The state of one process, as it reports it to all others every two seconds. */
export type Heartbeat = {
  process: string;
  version: string;
  startedAtMs: number;
  draining: boolean;
  sockets: Record<string, number>;
  /** Contestants' sockets by the contest's slug. */
  contestants: Record<string, number>;
  /** Open connections and how many it accepts; a process of an earlier version does not report them. */
  connections?: ConnectionCount;
  loopDelayMs: number;
  memoryBytes: number;
  lastMinute: LastMinute;
  batchAgeMs: number;
  rankings: { waiting: number; checkedAtMs: number | null };
  stores: Record<StoreName, Part | null>;
};
export type ReceivedHeartbeat = { heartbeat: Heartbeat; receivedAgoMs: number };
