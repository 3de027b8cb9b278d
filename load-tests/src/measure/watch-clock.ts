import { setTimeout as pause } from 'node:timers/promises';
import { openLeanDevice } from '../wire/lean-device.ts';
import type { Latency } from './latency.ts';

const everyMs = 100;

/** Reads the server's time ten times a second on a connection of its own: the bare connection and loop, no store. Returns how to stop. */
export async function watchClock(url: string, latency: Latency): Promise<() => void> {
  const device = await openLeanDevice({ url, namespace: '/contestant', cookie: null });
  let asking = true;
  const request = async (): Promise<void> => {
    while (asking) {
      const received = await device.request('clock:read', {}).catch(() => null);
      if (received?.result.ok) latency.record(received.tookMs);
      await pause(everyMs);
    }
  };
  void request();
  return () => {
    asking = false;
    device.close();
  };
}
