import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';

export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
/** What it does with a request: null never answers. */
export type Behaviour = (received: Received) => Reply | null;
export type Reply = { status?: number; body?: string; headers?: Record<string, string> };

/** A gateway over real HTTP that behaves as badly as a test says. */
export class FakeGateway {
  received: Received[] = [];
  behave: Behaviour = () => ({ body: '{}' });
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<FakeGateway> {
    const server = createServer();
    const gateway = new FakeGateway(server);
    server.on('request', (request, response: ServerResponse) => {
      void readText(request).then((body) => {
        const received = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
        gateway.received.push(received);
        const reply = gateway.behave(received);
        if (reply) response.writeHead(reply.status ?? 200, reply.headers).end(reply.body ?? '{}');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gateway;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How often each path was called. */
  get calls(): Record<string, number> {
    const paths = this.received.map(({ path }) => path.split('?')[0] ?? '');
    return Object.fromEntries([...new Set(paths)].map((path) => [path, paths.filter((each) => each === path).length]));
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/**
 * Answers at `/token` with access and refresh tokens that follow one another; a refresh token works once. Everywhere else it
 * takes messages under the newest access token alone.
 */
export function rotatingTokens(lifetimeSeconds = 3_600) {
  let [number, expired] = [0, false];
  const behave: Behaviour = ({ path, headers, body }) => {
    if (path === '/token') {
      if (body !== `refresh=refresh-${number}`) return { status: 400, body: '{"error":"invalid_grant"}' };
      number += 1;
      expired = false;
      return {
        body: JSON.stringify({
          access_token: `access-${number}`,
          refresh_token: `refresh-${number}`,
          expires_in: lifetimeSeconds,
        }),
      };
    }
    const isTaken = !expired && number > 0 && headers['x-token'] === `access-${number}`;
    return { body: isTaken ? '{"error":0,"id":"m-1"}' : '{"error":-124}' };
  };
  return {
    behave,
    /** The access token that is out there is no longer taken. */
    expire: () => {
      expired = true;
    },
    renewals: () => number,
  };
}
