/** The organizer's night page: the state of the installation on the evening of a contest. Units: ms, epoch ms where a name ends in AtMs. SPEC N11. */

export type StoreName = 'database' | 'redis';

export type ConnectionCount = { open: number; max: number };

/** One process, by its last heartbeat. */
export type NightProcess = {
  name: string;
  startedAtMs: number;
  receivedAgoMs: number;
  /** It is stopping: its sockets are moving to the others. */
  leaving: boolean;
  sockets: number;
  /** Open connections, those without a namespace included, and how many it accepts; missing in an earlier version. */
  connections?: ConnectionCount;
  loopDelayMs: number;
  memoryBytes: number;
};

/** Problems, worst first; the page says what to do about each. */
export type NightTrouble =
  | { code: 'store_unavailable'; store: StoreName; forMs: number }
  | { code: 'process_silent'; name: string; forMs: number }
  | { code: 'acks_slow'; p99Ms: number }
  | { code: 'answers_waiting'; forMs: number }
  | { code: 'loop_slow'; name: string; delayMs: number }
  | { code: 'connections_scarce'; name: string; connections: ConnectionCount }
  | { code: 'rankings_behind'; waiting: number }
  | { code: 'answers_late'; count: number; of: number }
  | { code: 'faults'; count: number }
  | { code: 'versions_differ'; versions: string[] };

export type NightView = {
  version: number;
  serverNowMs: number;
  troubles: NightTrouble[];
  /** Redis is null where a single process runs without it. */
  stores: Record<StoreName, { ok: boolean; ageMs: number } | null>;
  processes: NightProcess[];
  /** Sockets of each namespace, in all processes. */
  sockets: Record<string, number>;
  /** The last minute, in all processes. The acknowledgement's time runs from the arrival to the answer. */
  lastMinute: {
    answers: number;
    late: number;
    faults: number;
    ackP50Ms: number | null;
    ackP99Ms: number | null;
  };
  /** How long the oldest message of a batch has been waiting for its commit. */
  batchAgeMs: number;
  rankings: { waiting: number; checkedAgoMs: number | null };
  /** The last backup that was taken; null: none yet. */
  backupAtMs: number | null;
  /** Of the process that started first. */
  startedAtMs: number;
  /** Of the program. */
  versions: string[];
};
