import { once } from 'node:events';
import { connect } from 'node:net';

/** Reads the members of a sorted set with their scores, over a connection of its own: the audit needs one command of Redis. */
export async function readSortedSet(url: string, key: string): Promise<Map<string, number>> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  try {
    socket.setEncoding('utf8').write(`ZRANGE ${key} 0 -1 WITHSCORES\r\n`);
    let said = '';
    for await (const chunk of socket) {
      said += chunk as string;
      const read = readReply(said);
      if (read) return read;
    }
    throw new Error('Redis ended the connection');
  } finally {
    socket.destroy();
  }
}

/** An array of strings as Redis writes it, taken two by two; null: it is not all there yet. */
export function readReply(said: string): Map<string, number> | null {
  if (said.startsWith('-')) throw new Error(`Redis: ${said.trim()}`);
  const words = said.split('\r\n');
  const count = Number(words[0]?.slice(1));
  if (words.length < 2 + 2 * count) return null; // each string has a line with its length, then its own
  const members = new Map<string, number>();
  for (let at = 0; at < count; at += 2) members.set(words[2 + 2 * at] ?? '', Number(words[4 + 2 * at]));
  return members;
}
