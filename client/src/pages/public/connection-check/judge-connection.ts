import type { WayCard } from '@hoithi/shared/contract/way';

/** What has been measured so far; undefined: not yet. */
export type Measured = {
  /** null: the server did not answer over HTTP. */
  http?: { card: WayCard; ms: number } | null;
  /** Whether a plain request to the path of sockets reached the server. */
  path?: boolean;
  /** How long the socket took to open; null: it did not. */
  socket?: { ms: number } | null;
  roundTripMs?: number;
  /** This device's clock less the server's. */
  clockOffMs?: number;
  /** Whether the socket was still open at the end. */
  stayed?: boolean;
};
export type Step = 'http' | 'address' | 'socket' | 'roundTrip' | 'clock' | 'stayed';
/** `ok` and `attention` are final; a step that cannot be tried is `untried`. */
export type StepState = 'waiting' | 'ok' | 'attention' | 'untried';
export const steps: readonly Step[] = ['http', 'address', 'socket', 'roundTrip', 'clock', 'stayed'];

/** What to correct, each a key of the texts. */
export type Finding =
  | 'http_failed'
  | 'host_changed'
  | 'protocol_changed'
  | 'proxies_uncounted'
  | 'proxies_missing'
  | 'not_secure'
  | 'socket_path'
  | 'socket_upgrade'
  | 'socket_cut'
  | 'slow'
  | 'clock_off';

/** Beyond these a contest still works, but people notice. Units: ms. */
export const slowMs = 800;
export const clockOffMs = 5_000;

type Here = { host: string; protocol: string };
const hostOf = (url: string | null): string | null => (url === null ? null : new URL(url).host);

function judgeAddress(card: WayCard, here: Here): Finding[] {
  const findings: Finding[] = [];
  const known = card.host === here.host || here.host === hostOf(card.publicUrl);
  if (!known) findings.push('host_changed');
  if (`${card.protocol}:` !== here.protocol) findings.push('protocol_changed');
  if (card.proxiesSeen > card.proxiesTrusted) findings.push('proxies_uncounted');
  if (card.proxiesSeen < card.proxiesTrusted) findings.push('proxies_missing');
  if (here.protocol === 'http:' && card.publicUrl?.startsWith('https:')) findings.push('not_secure');
  return findings;
}

function judgeSocket(measured: Measured, address: readonly Finding[]): Finding[] {
  if (measured.socket !== null) return [];
  if (measured.path === undefined) return []; // the reason is not known yet
  if (!measured.path) return ['socket_path'];
  // The server refuses a socket of a page that seems to be another site's: a corrected address corrects both.
  return address.includes('host_changed') ? [] : ['socket_upgrade'];
}

/**
 * Judges what was measured: the state of each step, and what to correct, first things first.
 *
 * Units    ms.
 * Source   SPEC N7.
 */
export function judgeConnection(
  measured: Measured,
  here: Here,
): { states: Record<Step, StepState>; findings: Finding[] } {
  const { http, socket } = measured;
  const address = http ? judgeAddress(http.card, here) : [];
  const socketFindings = judgeSocket(measured, address);
  const slow = measured.roundTripMs !== undefined && measured.roundTripMs > slowMs;
  const off = measured.clockOffMs !== undefined && Math.abs(measured.clockOffMs) > clockOffMs;
  const afterSocket = (done: boolean, bad: boolean): StepState => {
    if (http === null || socket === null) return 'untried';
    if (!done) return 'waiting';
    return bad ? 'attention' : 'ok';
  };
  const states: Record<Step, StepState> = {
    http: http === undefined ? 'waiting' : http === null ? 'attention' : 'ok',
    address: http === undefined ? 'waiting' : http === null ? 'untried' : address.length > 0 ? 'attention' : 'ok',
    socket: http === null ? 'untried' : socket === undefined ? 'waiting' : socket === null ? 'attention' : 'ok',
    roundTrip: afterSocket(measured.roundTripMs !== undefined, slow),
    clock: afterSocket(measured.clockOffMs !== undefined, off),
    stayed: afterSocket(measured.stayed !== undefined, measured.stayed === false),
  };
  const findings: Finding[] = [
    ...(http === null ? (['http_failed'] as const) : []),
    ...address,
    ...socketFindings,
    ...(measured.stayed === false ? (['socket_cut'] as const) : []),
    ...(slow ? (['slow'] as const) : []),
    ...(off ? (['clock_off'] as const) : []),
  ];
  return { states, findings };
}
