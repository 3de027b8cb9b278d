import { refuse } from '@hoithi/shared/contract/result';
import { vi } from 'vitest';

export type Posted = { path: string; body: unknown };
/** A function is called with the body; anything else is the answer. */
type Answer = unknown;

/** The server's answers by `POST /path`, one or made from what was sent; what was posted can be read. Undone by `vi.unstubAllGlobals`. */
export function answerHttp(answers: Record<string, Answer>): Posted[] {
  const posted: Posted[] = [];
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    const method = init?.method ?? 'GET';
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
    if (method === 'POST') posted.push({ path, body });
    const found = answers[`${method} ${path}`];
    if (found === undefined) return Response.json(refuse({ code: 'not_found', what: 'address' }), { status: 404 });
    return Response.json(typeof found === 'function' ? (found as (body: unknown) => unknown)(body) : found);
  });
  return posted;
}
