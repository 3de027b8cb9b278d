import { setTimeout as pause } from 'node:timers/promises';
import { openLeanDevice } from '../wire/lean-device.ts';
import type { Latency } from './latency.ts';

const everyMs = 100;

/** Asks for the server's time ten times a second from a line of its own: the bare line and loop, no store. Gives back how to stop. */
export async function watchClock(url: string, latency: Latency): Promise<() => void> {
  const device = await openLeanDevice({ url, namespace: '/contestant', cookie: null });
  let asking = true;
  const ask = async (): Promise<void> => {
    while (asking) {
      const received = await device.ask('clock:read', {}).catch(() => null);
      if (received?.result.ok) latency.record(received.tookMs);
      await pause(everyMs);
    }
  };
  void ask();
  return () => {
    asking = false;
    device.close();
  };
}
