import { strict as assert } from 'node:assert';
import { type Blanks, escapeFor, fillTemplate } from './fill-template.ts';
import type { CodeMessage, MessageGateway } from './message-gateway.ts';
import type { GatewayConfig } from './read-gateway-config.ts';

const json = 'application/json; charset=utf-8';

function fillBlanks({ phone, code, locale }: CodeMessage, config: GatewayConfig): Blanks {
  assert(/^\+84\d{9}$/.test(phone), 'a code goes to a normalized number');
  const text = fillTemplate(config.texts[locale], { code }, (value) => value);
  return { phone: `0${phone.slice(3)}`, phone84: phone.slice(1), code, text };
}

/** Follows a dotted path, "data.0.status", into a JSON answer; undefined where it leads nowhere. */
function readPath(answer: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, step) => {
    if (typeof at !== 'object' || at === null) return undefined;
    return Object.hasOwn(at, step) ? (at as Record<string, unknown>)[step] : undefined;
  }, answer);
}

async function meansSent(response: Response, success: NonNullable<GatewayConfig['success']>): Promise<boolean> {
  const found = readPath(await response.json(), success.path);
  return (
    ['string', 'number', 'boolean'].includes(typeof found) && `${found as string | number | boolean}` === success.value
  );
}

/** Names a failure of the request without any of its contents: addresses may hold the phone and the key. */
function nameFault(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown';
  if (fault.name === 'TimeoutError') return 'no answer in time';
  if (fault instanceof SyntaxError) return 'the answer is not JSON';
  const cause = fault.cause;
  return cause instanceof Error && 'code' in cause ? `unreachable: ${String(cause.code)}` : `failed: ${fault.name}`;
}

/**
 * Sends codes through any HTTP gateway, as the settings describe it. Sent means 2xx and, where the settings name one,
 * the expected value in the JSON answer; a redirect is a failure, so that no code goes to an address that the settings do not name.
 *
 * Units    timeoutMs for the whole exchange.
 * Source   SPEC S3.
 */
export function httpGateway(config: GatewayConfig): MessageGateway {
  const headers = new Headers(config.headers);
  if (config.body !== null && !headers.has('content-type')) headers.set('content-type', json);
  const write = escapeFor(headers.get('content-type') ?? '');

  return {
    async sendCode(to) {
      const blanks = fillBlanks(to, config);
      try {
        const response = await fetch(fillTemplate(config.url, blanks, encodeURIComponent), {
          method: config.method,
          headers,
          body: config.body === null ? null : fillTemplate(config.body, blanks, write),
          redirect: 'manual',
          signal: AbortSignal.timeout(config.timeoutMs),
        });
        const sent = response.ok && (config.success === null || (await meansSent(response, config.success)));
        if (!response.bodyUsed) await response.body?.cancel();
        if (sent) return { ok: true };
        return { ok: false, reason: response.ok ? 'the answer says not sent' : `status ${response.status}` };
      } catch (fault) {
        return { ok: false, reason: nameFault(fault) };
      }
    },
  };
}
