import type { Result } from '@hoithi/shared/contract/result';
import type { WayCard } from '@hoithi/shared/contract/way';
import { socketTransport } from '../../../connection/socket-transport.ts';
import type { Transport } from '../../../connection/transport.ts';
import type { Measured } from './judge-way.ts';

const openWithinMs = 8_000;
const rounds = 5;
/** Longer than the pause between two pings of the house, so that a proxy in a hurry is caught. */
export const stayMs = 30_000;

export type Line = { transport: () => Transport; fetch: typeof fetch; signal: AbortSignal };
export const realConnection = (signal: AbortSignal): Line => ({
  transport: () => socketTransport('/contestant'),
  fetch: (...asked) => fetch(...asked),
  signal,
});

async function requestServer(line: Line): Promise<Measured['http']> {
  try {
    const sinceMs = performance.now();
    const response = await line.fetch('/health/way', { cache: 'no-store', signal: line.signal });
    const card = (await response.json()) as WayCard;
    return { card, ms: performance.now() - sinceMs };
  } catch {
    return null;
  }
}

/** The house answers a plain request to the address of sockets with a refusal of its own; anything else is somebody else. */
async function requestPath(line: Line): Promise<boolean> {
  try {
    const response = await line.fetch('/socket.io/?EIO=4&transport=websocket', { signal: line.signal });
    const said: unknown = await response.json();
    return typeof said === 'object' && said !== null && 'code' in said && 'message' in said;
  } catch {
    return false;
  }
}

const opened = (socket: Transport, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), openWithinMs);
    socket.onConnect(() => {
      clearTimeout(timer);
      resolve(true);
    });
    signal.addEventListener('abort', () => resolve(false));
  });

async function readClock(socket: Transport): Promise<{ roundTripMs: number; clockOffMs: number } | null> {
  const sinceMs = performance.now();
  const raw = await new Promise<unknown>((resolve) => {
    socket.emit('clock:read', undefined, resolve);
    setTimeout(() => resolve(null), openWithinMs);
  });
  const answer = raw as Result<{ serverNowMs: number }> | null;
  if (!answer?.ok) return null;
  const roundTripMs = performance.now() - sinceMs;
  return { roundTripMs, clockOffMs: Date.now() - answer.value.serverNowMs - roundTripMs / 2 };
}

/** Tries the way to the house step by step and tells after each what is known by then. SPEC N7. */
export async function measureWay(line: Line, tell: (more: Measured) => void): Promise<void> {
  const http = (await requestServer(line)) ?? null;
  tell({ http });
  if (http === null || line.signal.aborted) return;

  const socket = line.transport();
  line.signal.addEventListener('abort', socket.close);
  const sinceMs = performance.now();
  if (!(await opened(socket, line.signal))) {
    socket.close();
    tell({ socket: null });
    tell({ path: await requestPath(line) });
    return;
  }
  tell({ socket: { ms: performance.now() - sinceMs } });
  let cut = false;
  socket.onDisconnect(() => {
    cut = true;
  });
  let best: { roundTripMs: number; clockOffMs: number } | null = null;
  for (let at = 0; at < rounds; at++) {
    const round = await readClock(socket);
    if (round && (best === null || round.roundTripMs < best.roundTripMs)) best = round;
  }
  if (best) tell(best);
  // Quiet from here on, as in the minutes before a contest opens.
  await new Promise<void>((resolve) => {
    const end = setTimeout(resolve, stayMs);
    socket.onDisconnect(() => {
      cut = true;
      clearTimeout(end);
      resolve();
    });
    if (cut) resolve();
    line.signal.addEventListener('abort', () => resolve());
  });
  tell({ stayed: !cut });
  socket.close();
}
