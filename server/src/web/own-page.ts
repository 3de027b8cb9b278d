import type { Request } from 'express';
import type { App } from '../app-parts.ts';

type Headers = { origin?: string; host?: string; 'sec-fetch-site'?: string | string[] };

/** Where a browser says the request comes from when it comes from this very origin, or from no page at all. */
const ownSites: readonly unknown[] = [undefined, 'same-origin', 'none'];

/**
 * Whether a request comes from a page of this installation. A page of another site, of a sibling host or of another port may
 * neither open a socket nor change anything with the cookies of ours; programs, which send no origin, may. SPEC W19.
 */
export function isOwnPage(headers: Headers, publicUrl: string | null): boolean {
  if (headers.origin === undefined) return ownSites.includes(headers['sec-fetch-site']);
  if (!URL.canParse(headers.origin)) return false;
  const { host } = new URL(headers.origin);
  return host === headers.host || (publicUrl !== null && host === new URL(publicUrl).host);
}

/** The address people type: the public one, else the one this request came by. */
export const typedOrigin = (app: Pick<App, 'publicUrl'>, request: Request): string =>
  app.publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
