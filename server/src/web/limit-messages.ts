import { limits } from '@hoithi/shared/contract/limits';
import type { Logger } from 'pino';
import type { Server } from 'socket.io';
import { answerPings, filterPackets, type InnerWebSocket, webSocketOf } from '../platform/bus/socket-internals.ts';
import { openPace } from '../platform/limits/pace.ts';

type Connection = object;

/** What is written and not read any more costs nothing; this long the connection occupies a place. Units: ms. */
const lingerMs = 3_000;
const logEveryMs = 1_000;
const steady = { points: limits.messagesPerSecond, forMs: 1_000 };
const burst = { points: limits.messagesBurst, forMs: 10_000 };

/**
 * Disconnects whoever sends more messages than a page that is refused and waits ever would: signed in or not, in any
 * namespace or none, commands, handshakes, nonsense and pings of the WebSocket together. Reading stops at once, so that the
 * rest waits on the sender's side; what had been read is dropped before it is parsed. A page sends again what was not
 * acknowledged. SPEC W3a.
 */
export function limitMessages(io: Server, log: Pick<Logger, 'warn'>): void {
  const logCut = countCuts(log);
  io.engine.on('connection', (connection: Connection) => {
    const inner = webSocketOf(connection);
    if (inner === null) return;
    const pace = openPace(steady, burst);
    let isOver = false;
    const letsThrough = (): boolean => {
      if (isOver) return false;
      if (pace.take(performance.now()) === null) return true;
      isOver = true;
      endSlowly(inner);
      logCut();
      return false;
    };
    filterPackets(connection, letsThrough);
    answerPings(inner, letsThrough);
    inner.on('pong', letsThrough); // nobody may have requested it
  });
}

/** One log entry a second, with how many there were: a flood must not become one of the log. */
function countCuts(log: Pick<Logger, 'warn'>): () => void {
  let cut = 0;
  return () => {
    cut += 1;
    if (cut > 1) return;
    setTimeout(() => {
      log.warn({ cut }, 'connections that sent too many messages were cut');
      cut = 0;
    }, logEveryMs).unref();
  };
}

/** Reads nothing more, and is closed after a while: whoever comes again at once gains nothing by it. */
function endSlowly(inner: InnerWebSocket): void {
  inner.pause();
  setTimeout(() => inner.terminate(), lingerMs).unref();
}
