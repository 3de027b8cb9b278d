import { createServer, type Server } from 'node:http';
import { limits } from '@hoithi/shared/contract/limits';

/**
 * The server below pages, API and sockets: whoever delays a request, or sends one that can be read in more than one way,
 * is disconnected. Source: SPEC W13; RFC 9112, 11.2 (request smuggling).
 */
export function openHttpServer(bounds: { headersMs?: number; requestMs?: number; idleMs?: number } = {}): Server {
  const headersMs = bounds.headersMs ?? limits.httpHeadersMs;
  const server = createServer({
    maxHeaderSize: limits.httpHeaderBytesMax,
    headersTimeout: headersMs,
    requestTimeout: bounds.requestMs ?? limits.httpRequestMs,
    connectionsCheckingInterval: Math.min(1_000, headersMs),
    keepAliveTimeout: 65_000, // longer than a proxy's, so that the proxy is the one to close its connections
    insecureHTTPParser: false,
    requireHostHeader: true,
  });
  // Longer than any answer takes: what is left are clients that do not read. Sockets have their pings.
  server.timeout = bounds.idleMs ?? limits.httpIdleMs;
  server.maxHeadersCount = limits.httpHeadersMax;
  return server;
}
