import type { Result } from '@hoithi/shared/contract/result';
import { WebSocket } from 'ws';
import { ackWithinMs, type Device, type DeviceOptions } from './device.ts';
import { commandFrame, connectFrame, pongFrame, readFrame } from './frame.ts';

type Waiting = {
  sentAtMs: number;
  resolve(received: { result: Result<never>; tookMs: number }): void;
  reject(fault: Error): void;
  timer: NodeJS.Timeout;
};

/** A device of some kilobytes: a bare WebSocket with the framing done here. Resolves once the namespace has let it in. */
export function openLeanDevice({
  url,
  namespace,
  cookie,
  traffic,
  openWithinMs = ackWithinMs,
}: DeviceOptions): Promise<Device> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    headers: cookie === null ? {} : { cookie },
    perMessageDeflate: false,
    skipUTF8Validation: true,
    handshakeTimeout: openWithinMs,
  });
  const waiting = new Map<number, Waiting>();
  const lostListeners: (() => void)[] = [];
  let handleEvent: ((text: string) => void) | null = null;
  const eventHead = `42${namespace},[`;
  let lastId = 0;
  let closing = false;

  const device: Device = {
    request(event, message, withinMs = ackWithinMs) {
      return new Promise((resolve, reject) => {
        if (socket.readyState !== WebSocket.OPEN) return reject(new Error(`the connection ended before ${event}`));
        const id = ++lastId;
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new Error(`${event} had no ack within ${withinMs} ms`));
        }, withinMs);
        waiting.set(id, { sentAtMs: performance.now(), resolve, reject, timer });
        const frame = commandFrame(namespace, id, event, message);
        if (traffic) traffic.sentBytes += Buffer.byteLength(frame);
        socket.send(frame);
      });
    },
    close() {
      closing = true;
      socket.close();
    },
    onLost: (listener) => lostListeners.push(listener),
    onEvent: (listener) => {
      handleEvent = listener;
    },
    drop() {
      closing = true;
      socket.terminate();
    },
    hold(forMs) {
      socket.pause();
      setTimeout(() => socket.resume(), forMs).unref();
    },
  };

  function takeAck(id: number, body: unknown): void {
    const own = waiting.get(id);
    if (!own) return;
    waiting.delete(id);
    clearTimeout(own.timer);
    own.resolve({ result: body as Result<never>, tookMs: performance.now() - own.sentAtMs });
  }

  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the namespace did not answer'));
      socket.terminate();
    }, openWithinMs);
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (traffic) traffic.receivedBytes += data.length;
      if (handleEvent && text.startsWith(eventHead)) return handleEvent(text);
      const frame = readFrame(namespace, text);
      if (frame.kind === 'ack') takeAck(frame.id, frame.body);
      else if (frame.kind === 'ping') socket.send(pongFrame);
      else if (frame.kind === 'open') socket.send(connectFrame(namespace));
      else if (frame.kind === 'connected') {
        clearTimeout(timer);
        resolve(device);
      } else if (frame.kind === 'refused') {
        closing = true;
        reject(new Error(`the connection was refused: ${frame.why}`));
        socket.close();
      }
    });
    socket.on('error', reject);
    socket.on('close', (code) => {
      clearTimeout(timer);
      const fault = new Error(`the connection ended (${code})`);
      reject(fault);
      for (const own of waiting.values()) {
        clearTimeout(own.timer);
        own.reject(fault);
      }
      waiting.clear();
      if (!closing) for (const tell of lostListeners) tell();
    });
  });
}
