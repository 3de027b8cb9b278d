import type { NightProcess, NightTrouble, NightView, StoreName } from '@hoithi/shared/contract/night';
import { addBuckets, quantileOf } from '@hoithi/shared/rules/ack-times';
import type { ReceivedHeartbeat } from '../platform/metrics/heartbeat.ts';

/** Beyond these a trouble is listed. Units: ms. */
const silentMs = 7_000;
const ackP99Ms = 1_000;
const waitingMs = 3_000;
const loopMs = 200;
const connectionShareMax = 0.8;
const compareMs = 60_000;

export type NightInput = {
  version: number;
  nowMs: number;
  /** The own one first. */
  heartbeats: readonly ReceivedHeartbeat[];
  /** Whether machines are named; whoever organizes one contest sees numbers. */
  named: boolean;
  backupAtMs: number | null;
};

/** One view of the whole installation from the heartbeats of its processes. SPEC N11. */
export function viewNight({ version, nowMs, heartbeats, named, backupAtMs }: NightInput): NightView {
  const received = heartbeats.filter(({ receivedAgoMs }) => receivedAgoMs < silentMs).map(({ heartbeat }) => heartbeat);
  const acks = addBuckets(received.map((heartbeat) => heartbeat.lastMinute.acks));
  const sum = (of: (heartbeat: ReceivedHeartbeat['heartbeat']) => number) =>
    received.reduce((total, heartbeat) => total + of(heartbeat), 0);
  const checked = received.flatMap(({ rankings }) => (rankings.checkedAtMs === null ? [] : [rankings.checkedAtMs]));
  const [own] = heartbeats;
  const view: Omit<NightView, 'troubles'> = {
    version,
    serverNowMs: nowMs,
    stores: own?.heartbeat.stores ?? { database: null, redis: null },
    processes: heartbeats
      .map((received) => viewProcess(received))
      .sort((one, other) => one.startedAtMs - other.startedAtMs || (one.name < other.name ? -1 : 1))
      .map((one, at) => (named ? one : { ...one, name: String(at + 1) })),
    sockets: addSockets(received.map((heartbeat) => heartbeat.sockets)),
    lastMinute: {
      answers: acks.reduce((total, count) => total + count, 0),
      late: sum((heartbeat) => heartbeat.lastMinute.late),
      faults: sum((heartbeat) => heartbeat.lastMinute.faults),
      ackP50Ms: quantileOf(acks, 0.5),
      ackP99Ms: quantileOf(acks, 0.99),
    },
    batchAgeMs: Math.round(Math.max(0, ...received.map((heartbeat) => heartbeat.batchAgeMs))),
    rankings: {
      waiting: sum((heartbeat) => heartbeat.rankings.waiting),
      checkedAgoMs: checked.length === 0 ? null : Math.max(0, nowMs - Math.min(...checked)),
    },
    backupAtMs,
    startedAtMs: Math.min(...received.map((heartbeat) => heartbeat.startedAtMs)),
    versions: [...new Set(received.map((heartbeat) => heartbeat.version))].sort(),
  };
  return { ...view, troubles: listTroubles(view) };
}

function viewProcess({ heartbeat, receivedAgoMs }: ReceivedHeartbeat): NightProcess {
  return {
    name: heartbeat.process,
    startedAtMs: heartbeat.startedAtMs,
    receivedAgoMs,
    leaving: heartbeat.draining,
    sockets: Object.values(heartbeat.sockets).reduce((sum, count) => sum + count, 0),
    ...(heartbeat.connections ? { connections: heartbeat.connections } : {}),
    loopDelayMs: Math.round(heartbeat.loopDelayMs),
    memoryBytes: heartbeat.memoryBytes,
  };
}

function addSockets(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const one of all)
    for (const [namespace, count] of Object.entries(one)) sum[namespace] = (sum[namespace] ?? 0) + count;
  return sum;
}

/** What is not as it should be, worst first. While Redis is unavailable no process receives the others, so their silence proves nothing. */
function listTroubles(view: Omit<NightView, 'troubles'>): NightTrouble[] {
  const { stores, lastMinute, rankings } = view;
  const unavailable = (['database', 'redis'] as const satisfies StoreName[]).flatMap((store): NightTrouble[] => {
    const part = stores[store];
    return part && !part.ok ? [{ code: 'store_unavailable', store, forMs: part.ageMs }] : [];
  });
  const troubles: NightTrouble[] = [...unavailable];
  if (view.batchAgeMs >= waitingMs) troubles.push({ code: 'answers_waiting', forMs: view.batchAgeMs });
  if (lastMinute.ackP99Ms !== null && lastMinute.ackP99Ms >= ackP99Ms)
    troubles.push({ code: 'acks_slow', p99Ms: Math.round(lastMinute.ackP99Ms) });
  if (lastMinute.faults > 0) troubles.push({ code: 'faults', count: lastMinute.faults });
  for (const one of view.processes) {
    if (one.receivedAgoMs >= silentMs && stores.redis?.ok !== false)
      troubles.push({ code: 'process_silent', name: one.name, forMs: one.receivedAgoMs });
    else if (one.loopDelayMs >= loopMs) troubles.push({ code: 'loop_slow', name: one.name, delayMs: one.loopDelayMs });
  }
  for (const { name, connections, receivedAgoMs } of view.processes) {
    const scarce = connections && receivedAgoMs < silentMs && connections.open > connections.max * connectionShareMax;
    if (scarce) troubles.push({ code: 'connections_scarce', name, connections });
  }
  if (rankings.waiting > 0 && rankings.checkedAgoMs !== null && rankings.checkedAgoMs >= compareMs)
    troubles.push({ code: 'rankings_behind', waiting: rankings.waiting });
  // A few come late in every round; one in twenty is a network or a clock.
  if (lastMinute.late >= 5 && lastMinute.late * 20 >= lastMinute.answers)
    troubles.push({ code: 'answers_late', count: lastMinute.late, of: lastMinute.answers });
  if (view.versions.length > 1) troubles.push({ code: 'versions_differ', versions: view.versions });
  return troubles;
}
