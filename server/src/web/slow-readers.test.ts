import { EventEmitter } from 'node:events';
import { pino } from 'pino';
import type { Server } from 'socket.io';
import { expect, it } from 'vitest';
import { dropSlowReaders } from './slow-readers.ts';

it('[N22] the bytes that wait are those of the device that reads least; a line without a socket has none', () => {
  const engine = new EventEmitter();
  const readers = dropSlowReaders({ engine } as unknown as Server, pino({ level: 'silent' }));
  expect(readers.waitingBytes()).toBe(0);
  const open = (socket?: { bufferedAmount: number; terminate(): void }) => {
    const line = Object.assign(new EventEmitter(), { transport: { socket } });
    engine.emit('connection', line);
    return line;
  };
  const waiting = (bufferedAmount: number) => open({ bufferedAmount, terminate: () => undefined });
  open();
  waiting(7);
  const slow = waiting(900_000);
  expect(readers.waitingBytes()).toBe(900_000);
  slow.emit('close');
  expect(readers.waitingBytes()).toBe(7);
  readers.stop();
});
