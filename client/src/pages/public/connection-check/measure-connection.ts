import type { Result } from '@hoithi/shared/contract/result';
import type { WayCard } from '@hoithi/shared/contract/way';
import { socketTransport } from '../../../connection/socket-transport.ts';
import type { Transport } from '../../../connection/transport.ts';
import type { Measured } from './judge-connection.ts';

const openWithinMs = 8_000;
const rounds = 5;
/** Longer than the pause between two pings of the server, so that a proxy with a short timeout is found. */
export const stayMs = 30_000;

export type Probe = { transport: () => Transport; fetch: typeof fetch; signal: AbortSignal };
export const realConnection = (signal: AbortSignal): Probe => ({
  transport: () => socketTransport('/contestant'),
  fetch: (...request) => fetch(...request),
  signal,
});

async function requestServer(probe: Probe): Promise<Measured['http']> {
  try {
    const sinceMs = performance.now();
    const response = await probe.fetch('/health/way', { cache: 'no-store', signal: probe.signal });
    const card = (await response.json()) as WayCard;
    return { card, ms: performance.now() - sinceMs };
  } catch {
    return null;
  }
}

/** The server answers a plain request to the path of sockets with a refusal of its own; any other answer is a proxy's. */
async function requestPath(probe: Probe): Promise<boolean> {
  try {
    const response = await probe.fetch('/socket.io/?EIO=4&transport=websocket', { signal: probe.signal });
    const answer: unknown = await response.json();
    return typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer;
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

/** Tests the connection to the server step by step and reports after each. SPEC N7. */
export async function measureConnection(probe: Probe, report: (more: Measured) => void): Promise<void> {
  const http = (await requestServer(probe)) ?? null;
  report({ http });
  if (http === null || probe.signal.aborted) return;

  const socket = probe.transport();
  probe.signal.addEventListener('abort', socket.close);
  const sinceMs = performance.now();
  if (!(await opened(socket, probe.signal))) {
    socket.close();
    report({ socket: null });
    report({ path: await requestPath(probe) });
    return;
  }
  report({ socket: { ms: performance.now() - sinceMs } });
  let cut = false;
  socket.onDisconnect(() => {
    cut = true;
  });
  let best: { roundTripMs: number; clockOffMs: number } | null = null;
  for (let at = 0; at < rounds; at++) {
    const round = await readClock(socket);
    if (round && (best === null || round.roundTripMs < best.roundTripMs)) best = round;
  }
  if (best) report(best);
  // Quiet from here on, as in the minutes before a contest opens.
  await new Promise<void>((resolve) => {
    const end = setTimeout(resolve, stayMs);
    socket.onDisconnect(() => {
      cut = true;
      clearTimeout(end);
      resolve();
    });
    if (cut) resolve();
    probe.signal.addEventListener('abort', () => resolve());
  });
  report({ stayed: !cut });
  socket.close();
}
