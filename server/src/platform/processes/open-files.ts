import { readFileSync } from 'node:fs';

/** Open files that are not sockets of the house: stores, files, listening, and requests that come and go. */
const reserveMax = 300;

export type SocketBounds = { socketsMax: number; guestSocketsMax: number };
export type FittedSockets = SocketBounds & {
  /** What the operator asked for, and the limit that it does not fit into; null: it fits. */
  lowered: { fromSocketsMax: number; openFilesMax: number } | null;
};

/**
 * How many files the process may open, from the text of `/proc/self/limits`; null where it does not say so in so many
 * words. Node has raised the soft limit to the hard one before any of our code runs.
 */
export function parseOpenFilesMax(limits: string): number | null {
  const [only, ...more] = limits.split('\n').filter((line) => line.startsWith('Max open files'));
  const said = /^Max open files {2,}(\d{1,15}|unlimited) +(?:\d{1,20}|unlimited) +files *$/.exec(only ?? '')?.[1];
  if (said === undefined || more.length > 0) return null;
  return said === 'unlimited' ? Number.POSITIVE_INFINITY : Number(said);
}

/** null: this system does not tell. */
export function readOpenFilesMax(): number | null {
  try {
    return parseOpenFilesMax(readFileSync('/proc/self/limits', 'utf8'));
  } catch {
    return null; // not Linux
  }
}

/**
 * Fits the bounds on sockets into the limit on open files, so that nobody is taken in whose line cannot be opened. A
 * reserve stays free, half of all where there is little. Strangers keep the share that they had.
 *
 * Source   SPEC W17.
 */
export function fitSockets(asked: SocketBounds, openFilesMax: number | null): FittedSockets {
  const namespace = openFilesMax === null ? Number.POSITIVE_INFINITY : openFilesMax - reserveOf(openFilesMax);
  if (asked.socketsMax <= namespace) return { ...asked, lowered: null };
  const socketsMax = Math.max(1, namespace);
  const guestShare = Math.min(1, asked.guestSocketsMax / asked.socketsMax);
  return {
    socketsMax,
    guestSocketsMax: Math.max(1, Math.floor(socketsMax * guestShare)),
    lowered: { fromSocketsMax: asked.socketsMax, openFilesMax: openFilesMax ?? 0 },
  };
}

const reserveOf = (openFilesMax: number): number => Math.min(reserveMax, Math.ceil(openFilesMax / 2));

/** One line for the log: what was done, and what to do. */
export const loweredWords =
  'fewer sockets than SOCKETS_MAX fit into the limit on open files; raise it with `ulimit -n`, ' +
  '`LimitNOFILE=` of a systemd service or `ulimits.nofile` of a compose file';
