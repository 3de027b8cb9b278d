import { timingSafeEqual } from 'node:crypto';
import type { WayCard } from '@hoithi/shared/contract/way';
import { type Request, Router } from 'express';
import { AggregatorRegistry, type MetricObject } from 'prom-client';
import type { App } from '../app-parts.ts';

export type HealthOptions = {
  trustProxyHops: number;
  /** null: figures are told on this machine alone. */
  metricsToken: string | null;
  /** The figures of all processes behind this address; null where there is only this one. */
  gatherFigures: (() => Promise<unknown[]>) | null;
};

/** Doors for machines: whether the process lives, whether it is ready, its figures. SPEC N5-N7, N9. */
export function openHealthRoutes(app: App, options: HealthOptions): Router {
  const gateways = Router();
  gateways.use(['/health', '/healthz', '/metrics'], (_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  gateways.get('/health/live', (_request, response) => {
    const { heartbeat } = app.heartbeats.all()[0] ?? {};
    response.json({ live: true, loopDelayMs: Math.round(heartbeat?.loopDelayMs ?? 0), serverNowMs: app.clock.nowMs() });
  });
  gateways.get('/health/ready', (_request, response) => {
    const readiness = app.health.readiness();
    const sockets = app.heartbeats.all()[0]?.heartbeat.connections;
    response.status(readiness.ready ? 200 : 503).json({ ...readiness, sockets });
  });
  gateways.get('/health/way', (request, response) => {
    const seen = request.headers['x-forwarded-for'];
    const card: WayCard = {
      serverNowMs: app.clock.nowMs(),
      host: request.headers.host ?? '',
      protocol: request.protocol === 'https' ? 'https' : 'http',
      proxiesSeen: seen === undefined ? 0 : String(seen).split(',').length,
      proxiesTrusted: options.trustProxyHops,
      publicUrl: app.publicUrl,
    };
    response.json(card);
  });
  gateways.get('/healthz', (_request, response) => {
    const ok = app.health.readiness().parts.database?.ok ?? false;
    response.status(ok ? 200 : 503).json({ ok });
  });
  gateways.get('/metrics', async (request, response) => {
    const { registry } = app.metrics.prometheus;
    if (!mayRead(request, options)) {
      response
        .status(options.metricsToken === null ? 404 : 401)
        .type('text/plain')
        .send('');
      return;
    }
    response.type(registry.contentType);
    if (options.gatherFigures === null) response.send(await registry.metrics());
    else {
      const figures = (await options.gatherFigures()) as MetricObject[][];
      response.send(await AggregatorRegistry.aggregate(figures).metrics());
    }
  });
  return gateways;
}

/**
 * With a token, whoever says it. Without one, this machine alone, and only where no proxy stands before the house: behind
 * one on the same machine, everybody in the world would come from this machine.
 */
function mayRead(request: Request, { metricsToken, trustProxyHops }: HealthOptions): boolean {
  if (metricsToken !== null) {
    const said = Buffer.from(request.headers.authorization ?? '');
    const wanted = Buffer.from(`Bearer ${metricsToken}`);
    return said.length === wanted.length && timingSafeEqual(said, wanted);
  }
  const address = request.socket.remoteAddress ?? '';
  const passedOn = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some(
    (name) => request.headers[name] !== undefined,
  );
  return trustProxyHops === 0 && !passedOn && /^(::1|(::ffff:)?127\.)/.test(address);
}
