import { timingSafeEqual } from 'node:crypto';
import type { WayCard } from '@hoithi/shared/contract/way';
import type { Request } from 'express';
import { AggregatorRegistry, type MetricObject } from 'prom-client';
import type { App } from '../app-parts.ts';
import { type FileAnswer, type Route, route } from '../web/route.ts';

export type HealthOptions = {
  trustProxyHops: number;
  /** null: metrics are sent to this machine alone. */
  metricsToken: string | null;
  /** The metrics of all processes behind this address; null where there is only this one. */
  gatherFigures: (() => Promise<unknown[]>) | null;
};

type HealthApp = Pick<App, 'clock' | 'heartbeats' | 'health' | 'metrics' | 'publicUrl'>;

/** Routes for machines: whether the process lives, whether it is ready, its metrics. SPEC N5-N7, N9. */
export function healthRoutes(app: HealthApp, options: HealthOptions): Route[] {
  const shared = { method: 'get', may: 'anyone', answers: 'application/json' } as const;
  return [
    route({ ...shared, path: '/health/live', title: 'Whether this process answers' }, () => {
      const { heartbeat } = app.heartbeats.all()[0] ?? {};
      return plain({
        live: true,
        loopDelayMs: Math.round(heartbeat?.loopDelayMs ?? 0),
        serverNowMs: app.clock.nowMs(),
      });
    }),
    route({ ...shared, path: '/health/ready', title: 'Whether this process takes requests, and its parts' }, () => {
      const readiness = app.health.readiness();
      const sockets = app.heartbeats.all()[0]?.heartbeat.connections;
      return plain({ ...readiness, sockets }, readiness.ready ? 200 : 503);
    }),
    route({ ...shared, path: '/health/way', title: 'How a request reached this process' }, ({ request }) => {
      const seen = request.headers['x-forwarded-for'];
      const card: WayCard = {
        serverNowMs: app.clock.nowMs(),
        host: request.headers.host ?? '',
        protocol: request.protocol === 'https' ? 'https' : 'http',
        proxiesSeen: seen === undefined ? 0 : String(seen).split(',').length,
        proxiesTrusted: options.trustProxyHops,
        publicUrl: app.publicUrl,
      };
      return plain(card);
    }),
    route({ ...shared, path: '/healthz', title: 'Whether the database answers' }, () => {
      const ok = app.health.readiness().parts.database?.ok ?? false;
      return plain({ ok }, ok ? 200 : 503);
    }),
    route(
      {
        ...shared,
        path: '/metrics',
        title: 'Metrics for Prometheus, by the bearer token of METRICS_TOKEN',
        answers: 'text/plain',
      },
      async ({ request }) => {
        const { registry } = app.metrics.prometheus;
        if (!mayRead(request, options))
          return { file: '', mediaType: 'text/plain', status: refusedStatus(options), headers };
        const file =
          options.gatherFigures === null
            ? await registry.metrics()
            : await AggregatorRegistry.aggregate((await options.gatherFigures()) as MetricObject[][]).metrics();
        return { file, mediaType: registry.contentType, headers };
      },
    ),
  ];
}

const headers = { 'cache-control': 'no-store' };

const plain = (value: object, status = 200): FileAnswer => ({
  file: JSON.stringify(value),
  mediaType: 'application/json',
  status,
  headers,
});

const refusedStatus = ({ metricsToken }: HealthOptions): number => (metricsToken === null ? 404 : 401);

/**
 * With a token, whoever sends it. Without one, this machine alone, and only where no proxy stands before the server: behind
 * one on the same machine, everybody in the world would come from this machine.
 */
function mayRead(request: Request, { metricsToken, trustProxyHops }: HealthOptions): boolean {
  if (metricsToken !== null) {
    const sent = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${metricsToken}`);
    return sent.length === wanted.length && timingSafeEqual(sent, wanted);
  }
  const address = request.socket.remoteAddress ?? '';
  const forwarded = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some(
    (name) => request.headers[name] !== undefined,
  );
  return trustProxyHops === 0 && !forwarded && /^(::1|(::ffff:)?127\.)/.test(address);
}
