import type { Result } from '@hoithi/shared/contract/result';
import { io } from 'socket.io-client';
import { ackWithinMs, type Device, type DeviceOptions } from './device.ts';

/** The control: the client library that phones use, spoken to in the same way as the lean device. */
export function openUsualDevice({ url, namespace, cookie }: DeviceOptions): Promise<Device> {
  const socket = io(`${url}${namespace}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: cookie === null ? {} : { cookie },
  });
  const device: Device = {
    async request(event, message, withinMs = ackWithinMs) {
      const sentAtMs = performance.now();
      const result: Result<never> = await socket.timeout(withinMs).emitWithAck(event, message);
      return { result, tookMs: performance.now() - sentAtMs };
    },
    close: () => socket.disconnect(),
    onLost(listener) {
      socket.on('disconnect', (why) => why !== 'io client disconnect' && listener());
    },
  };
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(device));
    socket.once('connect_error', reject);
  });
}
