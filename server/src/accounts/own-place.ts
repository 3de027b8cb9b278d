import type { Request } from 'express';
import type { App } from '../app-parts.ts';
import { addressOf } from '../platform/limits/device-tokens.ts';
import { hashOf } from '../web/sessions-sql.ts';

/** Where a page of this installation is open: the address that passkeys belong to, and that a provider sends people back to. */
export type Place = {
  /** Scheme, host and port. */
  origin: string;
  /** The host alone: what the standard calls the id of the relying party. */
  rpId: string;
  /** Of the address that the request came from, its hash: so many sign-ins may be begun from one. */
  from: string;
};

/** The address people type where one is set; else that of the page, which is one of our own by the order of every route. SPEC I9, W19. */
export function placeOf({ publicUrl }: Pick<App, 'publicUrl'>, request: Request): Place {
  const { origin: ofPage } = request.headers;
  const ofRequest = `${request.protocol}://${request.get('host') ?? 'localhost'}`;
  const stated = publicUrl ?? ofPage ?? ofRequest;
  const { origin, hostname } = new URL(URL.canParse(stated) ? stated : 'http://localhost');
  return { origin, rpId: hostname, from: hashOf(`address:${addressOf(request.ip)}`) };
}

const browsers: readonly [RegExp, string][] = [
  [/\bCoc_Coc_Browser\/(\d+)/, 'Cốc Cốc'],
  [/\bEdg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bSamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* .*Safari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];
const unknownLengthMax = 60;

/** Browser and system, by which people recognize their own devices. SPEC I14. */
export function deviceWords(userAgent: string | undefined): string {
  if (userAgent === undefined) return '';
  const browser = browsers.map(([is, name]) => [userAgent.match(is)?.[1], name]).find(([version]) => version);
  const system = systems.find(([is]) => is.test(userAgent))?.[1];
  const known = [browser && `${browser[1]} ${browser[0]}`, system].filter((part) => part !== undefined);
  return known.length > 0 ? known.join(' · ') : userAgent.slice(0, unknownLengthMax);
}
