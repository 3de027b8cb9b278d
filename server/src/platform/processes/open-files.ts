import { readFileSync } from 'node:fs';

/** Open files that are not sockets of phones and pages: stores, files, listening, and requests that come and go. */
const reserveMax = 300;

export type SocketBounds = { socketsMax: number; guestSocketsMax: number };
export type FittedSockets = SocketBounds & {
  /** What the operator asked for, and the limit that it does not fit into; null: it fits. */
  lowered: { fromSocketsMax: number; openFilesMax: number } | null;
};

/**
 * How many files the process may open, from the text of `/proc/self/limits`; null where it says it in
 * another form. Node has raised the soft limit to the hard one before any of our code runs.
 */
export function parseOpenFilesMax(limits: string): number | null {
  const [only, ...more] = limits.split('\n').filter((line) => line.startsWith('Max open files'));
  const max = /^Max open files {2,}(\d{1,15}|unlimited) +(?:\d{1,20}|unlimited) +files *$/.exec(only ?? '')?.[1];
  if (max === undefined || more.length > 0) return null;
  return max === 'unlimited' ? Number.POSITIVE_INFINITY : Number(max);
}

/** null: this system does not report it. */
export function readOpenFilesMax(): number | null {
  try {
    return parseOpenFilesMax(readFileSync('/proc/self/limits', 'utf8'));
  } catch {
    return null; // not Linux
  }
}

/**
 * Fits the bounds on sockets into the limit on open files, so that nobody is accepted whose connection cannot be opened.
 * A reserve stays free, half of all where there is little. Guests keep their share.
 *
 * Source   SPEC W17.
 */
export function fitSockets(wanted: SocketBounds, openFilesMax: number | null): FittedSockets {
  const available = openFilesMax === null ? Number.POSITIVE_INFINITY : openFilesMax - reserveOf(openFilesMax);
  if (wanted.socketsMax <= available) return { ...wanted, lowered: null };
  const socketsMax = Math.max(1, available);
  const guestShare = Math.min(1, wanted.guestSocketsMax / wanted.socketsMax);
  return {
    socketsMax,
    guestSocketsMax: Math.max(1, Math.floor(socketsMax * guestShare)),
    lowered: { fromSocketsMax: wanted.socketsMax, openFilesMax: openFilesMax ?? 0 },
  };
}

const reserveOf = (openFilesMax: number): number => Math.min(reserveMax, Math.ceil(openFilesMax / 2));

/** For the log: what was done, and what to do. */
export const loweredWords =
  'fewer sockets than SOCKETS_MAX fit into the limit on open files; raise it with `ulimit -n`, ' +
  '`LimitNOFILE=` of a systemd service or `ulimits.nofile` of a compose file';
