import type { FailureReason } from '@hoithi/shared/contract/message-views';
import { z } from 'zod';
import { escapeFor, fillTemplate } from './fill-template.ts';
import type { AnswerRule, RequestTemplate } from './message-route.ts';

const json = 'application/json; charset=utf-8';
/** More than any gateway answers; what is longer is not read to its end. */
const answerBytesMax = 64 * 1024;

/** `body`: undefined where it is no JSON. `detail` is for the log and holds nothing of the request. */
export type GatewayAnswer =
  | { ok: true; status: number; body: unknown }
  | {
      ok: false;
      why: FailureReason;
      detail: string;
      status: number | null;
      body: unknown;
      retryAfterMs: number | null;
    };

/** Follows a dotted path into a JSON answer; null where it leads to nothing that can be written as a text. */
export function readPath(answer: unknown, path: string): string | null {
  const found = path.split('.').reduce<unknown>((at, step) => {
    if (typeof at !== 'object' || at === null) return undefined;
    return Object.hasOwn(at, step) ? (at as Record<string, unknown>)[step] : undefined;
  }, answer);
  const text = z.union([z.string(), z.number(), z.boolean()]).safeParse(found);
  return text.success ? String(text.data) : null;
}

export function matches(answer: unknown, rule: AnswerRule): boolean {
  const found = readPath(answer, rule.path);
  return found !== null && rule.values.includes(found);
}

/**
 * One request to a gateway. A redirect is a failure, so that no code goes to an address that the settings do not name.
 *
 * Units    timeoutMs for the whole exchange.
 */
export async function callGateway(
  request: RequestTemplate,
  values: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<GatewayAnswer> {
  try {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      headers.set(
        name,
        fillTemplate(value, values, (each) => each),
      );
    if (request.body !== null && !headers.has('content-type')) headers.set('content-type', json);
    const response = await fetch(fillTemplate(request.url, values, encodeURIComponent), {
      method: request.method,
      headers,
      body:
        request.body === null ? null : fillTemplate(request.body, values, escapeFor(headers.get('content-type') ?? '')),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = parseJson(await readStart(response));
    if (response.ok) return { ok: true, status: response.status, body };
    const retryAfterMs = readRetryAfter(response.headers);
    const why = response.status === 429 ? 'busy' : 'status';
    const detail = `status ${response.status}`;
    return { ok: false, why, detail, status: response.status, body, retryAfterMs };
  } catch (fault) {
    return { ok: false, ...nameFault(fault), status: null, body: undefined, retryAfterMs: null };
  }
}

async function readStart(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    if (text.length <= answerBytesMax) continue;
    await reader.cancel();
    break;
  }
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not every gateway answers JSON, and the settings may not need it
  }
}

const hourMs = 3_600_000;

/** Seconds, or a date that is compared with the gateway's own; never longer than an hour. */
function readRetryAfter(headers: Headers): number | null {
  const header = headers.get('retry-after')?.trim() ?? '';
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.parse(headers.get('date') ?? '');
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, hourMs) : null;
}

/** Names a failure of the request without any of its contents: addresses may hold the phone and the key. */
function nameFault(fault: unknown): { why: FailureReason; detail: string } {
  if (!(fault instanceof Error)) return { why: 'unreachable', detail: 'unknown' };
  if (fault.name === 'TimeoutError') return { why: 'slow', detail: 'no answer in time' };
  const cause = fault.cause;
  const detail =
    cause instanceof Error && 'code' in cause ? `unreachable: ${String(cause.code)}` : `failed: ${fault.name}`;
  return { why: 'unreachable', detail };
}
