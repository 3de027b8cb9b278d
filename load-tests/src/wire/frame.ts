/** The few frames of Engine.IO 4 and Socket.IO 5 that a contestant's connection carries, as text. */

export type Frame =
  | { kind: 'open' }
  | { kind: 'ping' }
  | { kind: 'connected' }
  | { kind: 'refused'; why: string }
  | { kind: 'event'; name: string; body: unknown }
  | { kind: 'ack'; id: number; body: unknown }
  | { kind: 'other' };

export const pongFrame = '3';

export const connectFrame = (namespace: string): string => `40${namespace},`;

/** A command whose ack carries the number `id`. */
export const commandFrame = (namespace: string, id: number, event: string, message: unknown): string =>
  `42${namespace},${id}${JSON.stringify([event, message])}`;

/** Reads one text frame. What another namespace sends, and what nobody here waits for, is `other`. */
export function readFrame(namespace: string, text: string): Frame {
  if (text === '2') return { kind: 'ping' };
  if (text.startsWith('0')) return { kind: 'open' };
  const head = text.slice(0, 2);
  if (!head.startsWith('4') || !text.startsWith(`${namespace},`, 2)) return { kind: 'other' };
  const rest = text.slice(2 + namespace.length + 1);
  if (head === '40') return { kind: 'connected' };
  if (head === '44') return { kind: 'refused', why: rest };
  if (head === '43') {
    const from = rest.indexOf('[');
    const id = Number(rest.slice(0, from));
    const [body] = JSON.parse(rest.slice(from)) as unknown[];
    return { kind: 'ack', id, body };
  }
  if (head === '42') {
    const [name, body] = JSON.parse(rest.slice(rest.indexOf('['))) as [string, unknown];
    return { kind: 'event', name, body };
  }
  return { kind: 'other' };
}
