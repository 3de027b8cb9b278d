import { setTimeout as pause } from 'node:timers/promises';
import type { ClockReading, ContestantView } from '@hoithi/shared/contract/contestant';
import type { Result } from '@hoithi/shared/contract/result';
import type { Device } from '../wire/device.ts';
import { openLeanDevice } from '../wire/lean-device.ts';
import type { Received } from './received.ts';

export type PhonePlayer = { url: string; cookie: string; slug: string; roundId: string };

const againMs = { least: 500, most: 2_000 };
const wallMs = (): number => performance.timeOrigin + performance.now();

/**
 * One phone's connection: opened, lost, dropped, and opened again by itself, as the page on a phone does it. It gives up when the
 * rehearsal is over.
 */
export type PhoneConnection = {
  join(): Promise<boolean>;
  /** Drops now and comes back at the instant given, by `performance.now()`. */
  leaveUntil(backAtMs: number): void;
  holdFor(ms: number): void;
  /** Whether the phone has been reading and connected ever since an instant. */
  steadySince(atMs: number): boolean;
  /** Sends once the connection is open; null: it broke, or nothing came. */
  request<T>(event: string, message: unknown): Promise<{ result: Result<T>; tookMs: number } | null>;
  close(): void;
};

export function openPhoneConnection(player: PhonePlayer, received: Received, over: () => boolean): PhoneConnection {
  let device: Device | null = null;
  let coming: Promise<boolean> | null = null;
  let unsteadyUntilMs = Number.NEGATIVE_INFINITY;
  let closed = false;
  const done = (): boolean => closed || over();

  /** Connects, and enters until the view is there; waits between tries, longer each time and never all at once. */
  async function arrive(latency: Received['join']): Promise<boolean> {
    const begunMs = performance.now();
    for (let tries = 0; !done(); tries++) {
      if (tries > 0)
        await pause(Math.random() * Math.min(againMs.most, againMs.least * 2 ** tries) + againMs.least / 2);
      const opened = await openLeanDevice({ url: player.url, namespace: '/contestant', cookie: player.cookie }).catch(
        note,
      );
      if (!opened) continue;
      const entered = await opened.request<ContestantView>('view:enter', { slug: player.slug }).catch(note);
      if (!entered?.result.ok) {
        if (entered) received.countError(`view:enter: ${entered.result.ok ? '' : entered.result.refusal.code}`);
        opened.close();
        continue;
      }
      latency.record(performance.now() - begunMs);
      device = opened;
      opened.onLost(() => {
        if (device !== opened) return;
        device = null;
        received.countError('a connection was lost');
        comeBack(performance.now() + Math.random() * 1_000);
      });
      void compareClock(opened);
      return true;
    }
    return false;
  }

  const note = (fault: unknown): null => {
    if (!done()) received.countError(fault instanceof Error ? fault.message : String(fault));
    return null;
  };

  async function compareClock(connection: Device): Promise<void> {
    const askedMs = wallMs();
    const seen = await connection.request<ClockReading>('clock:read', {}).catch(() => null); // a connection that breaks is noted elsewhere
    if (seen?.result.ok) received.noteClock(askedMs, wallMs(), seen.result.value.serverNowMs);
  }

  function comeBack(atMs: number): void {
    unsteadyUntilMs = Number.POSITIVE_INFINITY;
    coming = (async () => {
      await pause(Math.max(0, atMs - performance.now()));
      const back = !done() && (await arrive(received.reconnect));
      unsteadyUntilMs = performance.now();
      coming = null;
      return back;
    })();
  }

  return {
    join: () => arrive(received.join),
    leaveUntil(backAtMs) {
      if (coming || !device || done()) return; // gone already
      const connection = device;
      device = null;
      connection.drop?.();
      comeBack(backAtMs);
    },
    holdFor(ms) {
      device?.hold?.(ms);
      unsteadyUntilMs = Math.max(unsteadyUntilMs, performance.now() + ms);
    },
    steadySince: (atMs) => unsteadyUntilMs < atMs,
    async request(event, message) {
      if (coming) await coming;
      if (!device || done()) return null;
      const connection = device;
      // A connection that is dropped on purpose rejects what waits on it: that is no error, and it is sent again.
      return connection
        .request<never>(event, message)
        .catch((fault: unknown) => (device === connection ? note(fault) : null));
    },
    close() {
      closed = true;
      device?.close();
      device = null;
    },
  };
}
