import { hostname } from 'node:os';
import type { Server } from 'socket.io';
import type { Live } from '../live/live.ts';
import type { Bus } from '../platform/bus/bus.ts';
import type { AppMetrics } from '../platform/metrics/app-metrics.ts';
import type { Bounds } from '../platform/metrics/gauges.ts';
import { type Health, storesOf } from '../platform/metrics/health.ts';
import { type Heartbeats, sendHeartbeats } from '../platform/metrics/heartbeats.ts';
import type { LoopDelay } from '../platform/metrics/loop-delay.ts';
import { programVersion } from '../platform/metrics/version.ts';

const namespaces = ['contestant', 'show', 'screen', 'mc', 'organizer', 'unit-leader'] as const;
type Waits = { oldestMs(): number };

/** Reads the figures of this process where they are, for Prometheus and for the other processes. SPEC N9, N11. */
export function openAppHeartbeats(parts: {
  io: Server;
  bus: Bus;
  live: Pick<Live, 'rankingsLag'>;
  /** How many connections this process takes. */
  socketsMax: number;
  bounds(): Bounds;
  loop: LoopDelay;
  batches: Readonly<Record<string, Waits>>;
  metrics: AppMetrics;
  health: Health;
  startedAtMs: number;
}): Heartbeats {
  const { io, bus, live, batches, metrics, health, startedAtMs, loop } = parts;
  const sockets = () =>
    Object.fromEntries(namespaces.map((namespace) => [namespace, io.of(`/${namespace}`).sockets.size]));
  const contestants = () =>
    Object.fromEntries(
      [...io.of('/contestant').adapter.rooms].flatMap(([channel, own]) =>
        channel.startsWith('contest:') ? [[channel.slice('contest:'.length), own.size]] : [],
      ),
    );
  const connections = () => ({ open: io.engine.clientsCount, max: parts.socketsMax });
  const ages = () => Object.fromEntries(Object.entries(batches).map(([name, batch]) => [name, batch.oldestMs()]));

  metrics.read(
    {
      sockets,
      batchAgesMs: ages,
      stores: () =>
        Object.fromEntries(
          Object.entries(storesOf(health.readiness())).flatMap(([name, part]) => (part ? [[name, part.ok]] : [])),
        ),
      loopDelayMs: () => ({ p50: loop.p50Ms(), p99: loop.p99Ms() }),
      rankingsWaiting: () => live.rankingsLag().waiting,
      bounds: parts.bounds,
    },
    startedAtMs,
  );
  return sendHeartbeats(bus, () => {
    const readiness = health.readiness();
    return {
      process: `${hostname()}:${process.pid}`,
      version: programVersion,
      startedAtMs,
      draining: readiness.draining,
      sockets: sockets(),
      contestants: contestants(),
      connections: connections(),
      loopDelayMs: loop.p99Ms(),
      memoryBytes: process.memoryUsage.rss(),
      lastMinute: metrics.lastMinute(),
      batchAgeMs: Math.max(0, ...Object.values(ages())),
      rankings: live.rankingsLag(),
      stores: storesOf(readiness),
    };
  });
}
