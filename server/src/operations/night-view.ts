import type { NightProcess, NightTrouble, NightView, StoreName } from '@hoithi/shared/contract/night';
import { addBuckets, quantileOf } from '@hoithi/shared/rules/ack-times';
import type { HeardPulse } from '../platform/metrics/heartbeat.ts';

/** Where calm ends. Units: ms. */
const silentMs = 7_000;
const ackP99Ms = 1_000;
const waitingMs = 3_000;
const loopMs = 200;
const lineShareMax = 0.8;
const compareMs = 60_000;

export type NightInput = {
  version: number;
  nowMs: number;
  /** The own one first. */
  pulses: readonly HeardPulse[];
  /** Whether machines are named; whoever organizes one contest sees numbers. */
  named: boolean;
  backupAtMs: number | null;
};

/** One picture of the whole house from the pulses of its processes. SPEC N11. */
export function viewNight({ version, nowMs, pulses, named, backupAtMs }: NightInput): NightView {
  const heard = pulses.filter(({ heardAgoMs }) => heardAgoMs < silentMs).map(({ pulse }) => pulse);
  const acks = addBuckets(heard.map((pulse) => pulse.lastMinute.acks));
  const sum = (of: (pulse: HeardPulse['pulse']) => number) => heard.reduce((total, pulse) => total + of(pulse), 0);
  const checked = heard.flatMap(({ rankings }) => (rankings.checkedAtMs === null ? [] : [rankings.checkedAtMs]));
  const [own] = pulses;
  const view: Omit<NightView, 'troubles'> = {
    version,
    serverNowMs: nowMs,
    stores: own?.pulse.stores ?? { database: null, redis: null },
    processes: pulses
      .map((heard) => viewProcess(heard))
      .sort((one, other) => one.startedAtMs - other.startedAtMs || (one.name < other.name ? -1 : 1))
      .map((one, at) => (named ? one : { ...one, name: String(at + 1) })),
    sockets: addSockets(heard.map((pulse) => pulse.sockets)),
    lastMinute: {
      answers: acks.reduce((total, count) => total + count, 0),
      late: sum((pulse) => pulse.lastMinute.late),
      faults: sum((pulse) => pulse.lastMinute.faults),
      ackP50Ms: quantileOf(acks, 0.5),
      ackP99Ms: quantileOf(acks, 0.99),
    },
    batchAgeMs: Math.round(Math.max(0, ...heard.map((pulse) => pulse.batchAgeMs))),
    rankings: {
      waiting: sum((pulse) => pulse.rankings.waiting),
      checkedAgoMs: checked.length === 0 ? null : Math.max(0, nowMs - Math.min(...checked)),
    },
    backupAtMs,
    startedAtMs: Math.min(...heard.map((pulse) => pulse.startedAtMs)),
    versions: [...new Set(heard.map((pulse) => pulse.version))].sort(),
  };
  return { ...view, troubles: listTroubles(view) };
}

function viewProcess({ pulse, heardAgoMs }: HeardPulse): NightProcess {
  return {
    name: pulse.process,
    startedAtMs: pulse.startedAtMs,
    heardAgoMs,
    leaving: pulse.draining,
    sockets: Object.values(pulse.sockets).reduce((sum, count) => sum + count, 0),
    ...(pulse.lines ? { lines: pulse.lines } : {}),
    loopDelayMs: Math.round(pulse.loopDelayMs),
    memoryBytes: pulse.memoryBytes,
  };
}

function addSockets(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const one of all) for (const [room, count] of Object.entries(one)) sum[room] = (sum[room] ?? 0) + count;
  return sum;
}

/** What is not as it should be, worst first. While Redis is away nobody hears the others, so their silence says nothing. */
function listTroubles(view: Omit<NightView, 'troubles'>): NightTrouble[] {
  const { stores, lastMinute, rankings } = view;
  const away = (['database', 'redis'] as const satisfies StoreName[]).flatMap((store): NightTrouble[] => {
    const part = stores[store];
    return part && !part.ok ? [{ code: 'store_away', store, forMs: part.ageMs }] : [];
  });
  const troubles: NightTrouble[] = [...away];
  if (view.batchAgeMs >= waitingMs) troubles.push({ code: 'answers_waiting', forMs: view.batchAgeMs });
  if (lastMinute.ackP99Ms !== null && lastMinute.ackP99Ms >= ackP99Ms)
    troubles.push({ code: 'acks_slow', p99Ms: Math.round(lastMinute.ackP99Ms) });
  if (lastMinute.faults > 0) troubles.push({ code: 'faults', count: lastMinute.faults });
  for (const one of view.processes) {
    if (one.heardAgoMs >= silentMs && stores.redis?.ok !== false)
      troubles.push({ code: 'process_silent', name: one.name, forMs: one.heardAgoMs });
    else if (one.loopDelayMs >= loopMs) troubles.push({ code: 'loop_slow', name: one.name, delayMs: one.loopDelayMs });
  }
  for (const { name, lines, heardAgoMs } of view.processes) {
    const scarce = lines && heardAgoMs < silentMs && lines.open > lines.max * lineShareMax;
    if (scarce) troubles.push({ code: 'room_scarce', name, lines });
  }
  if (rankings.waiting > 0 && rankings.checkedAgoMs !== null && rankings.checkedAgoMs >= compareMs)
    troubles.push({ code: 'rankings_behind', waiting: rankings.waiting });
  // A few come late in every round; one in twenty is a network or a clock.
  if (lastMinute.late >= 5 && lastMinute.late * 20 >= lastMinute.answers)
    troubles.push({ code: 'answers_late', count: lastMinute.late, of: lastMinute.answers });
  if (view.versions.length > 1) troubles.push({ code: 'versions_differ', versions: view.versions });
  return troubles;
}
